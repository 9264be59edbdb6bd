package io.drover.explorer;

import io.drover.auction.Event;
import io.drover.auction.Hold;
import io.drover.auction.TimerId;
import io.drover.model.MigrationOrder;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;

/**
 * One agent in one state: what is kept is how it came to it, for an engine is made by its events. Two agents are in the same state
 * when {@link #digest()} is the same.
 *
 * @param previous null: the event is its run's first
 * @param timers when each rings
 * @param orders that its journal holds without an end
 * @param holds of its open auctions
 * @param lock the auction that has its host's lock, or none
 */
record AgentState(
        String host,
        AgentState previous,
        Event event,
        Digest digest,
        SortedMap<TimerId, Instant> timers,
        List<MigrationOrder> orders,
        List<Held> holds,
        Lock lock) {

    /** What one auction holds. */
    record Held(String auction, Hold hold) {}

    /**
     * A host's lock.
     *
     * @param auction empty: it is open
     * @param agreed whether both ends have said yes
     * @param since when it is so
     */
    record Lock(String auction, boolean agreed, Instant since) {

        static final Lock OPEN = new Lock("", false, Instant.EPOCH);

        /** After something that leaves it with this auction. */
        Lock then(String holder, boolean agrees, Instant now) {
            if (holder.isEmpty()) return OPEN;
            return holder.equals(auction) && agrees == agreed ? this : new Lock(holder, agrees, now);
        }
    }

    Instant startedAt() {
        AgentState first = this;
        while (first.previous != null) first = first.previous;
        return first.event.at();
    }

    /** The events of its run, in order. */
    Deque<Event> history() {
        Deque<Event> events = new ArrayDeque<>();
        for (AgentState each = this; each != null; each = each.previous) events.addFirst(each.event);
        return events;
    }
}
