package io.drover.agent;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.node.Journal;

/** A journal that somebody else may follow: a laboratory's table, for one. The journal's word alone counts. */
final class ObservedJournal implements Journal {

    private final Journal kept;
    private final Journal listener;

    ObservedJournal(Journal kept, Journal listener) {
        this.kept = kept;
        this.listener = listener;
    }

    @Override
    public void heard(Event event) {
        kept.heard(event);
        listener.heard(event);
    }

    @Override
    public boolean decided(Effect effect) {
        boolean decided = kept.decided(effect);
        listener.decided(effect);
        return decided;
    }
}
