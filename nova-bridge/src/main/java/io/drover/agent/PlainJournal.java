package io.drover.agent;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.node.Journal;

/** A witness that does nothing. */
public final class PlainJournal implements Journal {

    public static final Journal JOURNAL = new PlainJournal();

    private PlainJournal() {}

    @Override
    public void heard(Event event) {}

    @Override
    public boolean decided(Effect effect) {
        return true;
    }
}
