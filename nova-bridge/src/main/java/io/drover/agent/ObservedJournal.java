package io.drover.agent;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.node.Journal;

/** A journal that somebody else may follow: a laboratory's table, for one. The journal's word alone counts. */
final class ObservedJournal implements Journal {

    private final Journal kept;
    private final Journal witness;

    ObservedJournal(Journal kept, Journal witness) {
        this.kept = kept;
        this.witness = witness;
    }

    @Override
    public void heard(Event event) {
        kept.heard(event);
        witness.heard(event);
    }

    @Override
    public boolean decided(Effect effect) {
        boolean decided = kept.decided(effect);
        witness.decided(effect);
        return decided;
    }
}
