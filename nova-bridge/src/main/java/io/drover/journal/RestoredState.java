package io.drover.journal;

import io.drover.auction.Drains;
import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.Pauses;
import io.drover.auction.Proposals;
import io.drover.model.MigrationOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * What outlives a restart.
 *
 * @param open orders to migrate that have no end yet: to be resumed, never repeated
 * @param peers the hosts that Nova listed last
 */
public record RestoredState(
        List<MigrationOrder> open, Pauses pauses, Drains drains, Proposals proposals, List<String> peers) {

    public static final RestoredState NOTHING =
            new RestoredState(List.of(), Pauses.NONE, Drains.NONE, Proposals.NONE, List.of());

    /** Without advice, and without peers. */
    public RestoredState(List<MigrationOrder> open, Pauses pauses, Drains drains) {
        this(open, pauses, drains, Proposals.NONE, List.of());
    }

    public RestoredState {
        open = List.copyOf(open);
        peers = List.copyOf(peers);
    }

    RestoredState after(Event event) {
        if (event instanceof Event.PeersListed listed) {
            return new RestoredState(open, pauses, drains, proposals, listed.hosts());
        }
        if (!(event instanceof Event.MigrationEnded ended)) return this;
        return new RestoredState(without(ended.auction(), ended.server()), pauses, drains, proposals, peers);
    }

    RestoredState after(Effect effect) {
        if (effect instanceof Effect.Keep keep) {
            return new RestoredState(open, keep.pauses(), keep.drains(), keep.proposals(), peers);
        }
        if (!(effect instanceof Effect.Migrate migrate)) return this;
        MigrationOrder order = migrate.order();
        List<MigrationOrder> more = new ArrayList<>(without(order.auction(), order.server()));
        more.add(order);
        return new RestoredState(more, pauses, drains, proposals, peers);
    }

    RestoredState after(JournalEntry entry) {
        if (entry instanceof JournalEntry.Heard heard) return after(heard.event());
        return entry instanceof JournalEntry.Decided decided ? after(decided.effect()) : this;
    }

    private List<MigrationOrder> without(String auction, String server) {
        return open.stream()
                .filter(order ->
                        !(order.auction().equals(auction) && order.server().equals(server)))
                .toList();
    }
}
