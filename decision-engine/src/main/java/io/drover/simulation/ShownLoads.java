package io.drover.simulation;

import io.drover.model.AuctionSettings;
import io.drover.model.PendingLoad;
import io.drover.model.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Hosts' loads as far as a host could act on them by now. Where promised load counts, that is what they are. Else a host
 * knows of a move only what its samples show of it, which takes a load average minutes: doc/sources.md, 5.1.
 */
final class ShownLoads implements Spectator {

    private final VirtualClock clock;
    private final Settings settings;
    private final Duration interval;
    private final List<Move> moves = new ArrayList<>();

    private record Move(SimulatedMigration migration, Instant at) {}

    ShownLoads(World world) {
        this.clock = world.clock();
        this.settings = world.scenario().settings();
        this.interval = world.scenario().conditions().interval();
    }

    @Override
    public void ended(SimulatedMigration migration) {
        if (migration.outcome().orElseThrow().done()) moves.add(new Move(migration, clock.instant()));
    }

    /** Normalised. */
    double of(SimulatedHost host) {
        if (settings.strategy().rules().countsPromised()) return host.normalizedLoad();
        double hidden = 0;
        for (Move move : moves) {
            double hides = move.migration().server.demand * hidden(move.at());
            if (move.migration().destination == host) hidden += hides;
            if (move.migration().source == host) hidden -= hides;
        }
        return host.normalizedLoad() - hidden / host.spec.cpus();
    }

    /** The share that the samples up to then hide, after which there was time to settle, to back off and to agree. */
    private double hidden(Instant movedAt) {
        AuctionSettings auction = settings.auction();
        Instant until = clock.instant()
                .minus(auction.sourceSettle())
                .minus(auction.backoffLimit())
                .minus(auction.lockTimeout());
        PendingLoad load = PendingLoad.promised("", 1).moved(movedAt);
        Instant next = movedAt.plus(interval);
        while (!next.isAfter(until) && !load.faded()) {
            load = load.sampled(
                    settings.load().estimate(),
                    next.minus(interval),
                    next,
                    settings.load().lambda());
            next = next.plus(interval);
        }
        return load.remaining();
    }
}
