package io.drover.simulation;

import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The cloud's own part: claims resources, runs one migration per source at a time, moves servers. */
final class SimulatedNova {

    private static final long SCHEDULING = VirtualClock.SECOND;

    private final VirtualClock clock;
    private final SimulatedFleet fleet;
    private final SimulatedLink link;
    private final Duration completionTimeout;
    private final Spectator spectator;
    private final List<Deque<SimulatedMigration>> queues = new ArrayList<>();
    private final List<SimulatedMigration> records = new ArrayList<>();

    SimulatedNova(
            VirtualClock clock,
            SimulatedFleet fleet,
            SimulatedLink link,
            Duration completionTimeout,
            Spectator spectator) {
        this.clock = clock;
        this.fleet = fleet;
        this.link = link;
        this.completionTimeout = completionTimeout;
        this.spectator = spectator;
        for (int host = 0; host < fleet.hosts().size(); host++) queues.add(new ArrayDeque<>());
    }

    /** Why Nova answers 409 or 404; empty: it would take the order. */
    Optional<String> conflict(MigrationOrder order) {
        SimulatedServer server = fleet.server(order.server());
        if (server == null || server.host == null) return Optional.of("there is no such server");
        if (!server.host.name().equals(order.source())) return Optional.of("the server is on " + server.host.name());
        if (server.migration != null) return Optional.of("the server has task state migrating");
        if (fleet.host(order.destination()) == null) return Optional.of("there is no such host");
        return Optional.empty();
    }

    /**
     * Takes an order without {@link #conflict}.
     *
     * @param breaksAt the share of its work (0..1) after which it breaks; 1: it does not
     */
    SimulatedMigration request(MigrationOrder order, double breaksAt) {
        SimulatedServer server = fleet.server(order.server());
        SimulatedHost destination = fleet.host(order.destination());
        SimulatedMigration migration = new SimulatedMigration(order, server, destination, clock.now(), breaksAt);
        records.add(migration);
        server.migration = migration;
        migration.source.begin(migration);
        if (destination != migration.source) destination.begin(migration);
        spectator.requested(migration);
        Optional<String> refusal = refusal(migration);
        if (refusal.isPresent()) {
            clock.after(SCHEDULING, () -> end(migration, new Outcome.Refused("NoValidHost: " + refusal.get())));
            return migration;
        }
        destination.claim(server.spec.resources());
        migration.claimed = true;
        clock.after(completionTimeout.toNanos(), () -> abort(migration));
        queues.get(migration.source.index).add(migration);
        next(migration.source);
        return migration;
    }

    /** The scheduler finds no room whatever the hosts hold. */
    SimulatedMigration refuse(MigrationOrder order, String reason) {
        SimulatedServer server = fleet.server(order.server());
        SimulatedMigration migration =
                new SimulatedMigration(order, server, fleet.host(order.destination()), clock.now(), 1);
        records.add(migration);
        spectator.requested(migration);
        end(migration, new Outcome.Refused("NoValidHost: " + reason));
        return migration;
    }

    /** The newest record of this order. */
    Optional<SimulatedMigration> find(MigrationOrder order) {
        for (int i = records.size() - 1; i >= 0; i--) {
            SimulatedMigration migration = records.get(i);
            if (migration.order.auction().equals(order.auction())
                    && migration.server.id().equals(order.server())) return Optional.of(migration);
        }
        return Optional.empty();
    }

    private static Optional<String> refusal(SimulatedMigration migration) {
        if (migration.destination == migration.source) return Optional.of("it is there already");
        if (migration.destination.closed.isPresent()) return migration.destination.closed;
        if (migration.server.spec.pinned()
                && !migration.destination.spec.group().equals(migration.source.spec.group())) {
            return Optional.of("it is pinned to " + migration.source.spec.group());
        }
        if (!migration.server.spec.resources().fitIn(migration.destination.free())) {
            return Optional.of("no room on " + migration.destination.name());
        }
        return Optional.empty();
    }

    private void next(SimulatedHost source) {
        SimulatedMigration first = queues.get(source.index).peek();
        if (first == null || first.transfer != null) return;
        first.transfer = link.begin(first.server.spec, first.breaksAt, () -> complete(first));
    }

    private void complete(SimulatedMigration migration) {
        if (migration.breaksAt < 1) {
            end(migration, new Outcome.Failed("the migration broke off halfway"));
            return;
        }
        double seconds = (clock.now() - migration.requestedAt) / (double) VirtualClock.SECOND;
        end(migration, new Outcome.Done(seconds));
    }

    private void abort(SimulatedMigration migration) {
        if (migration.outcome().isPresent()) return;
        if (migration.transfer != null) migration.transfer.stop();
        end(migration, new Outcome.Failed("aborted: not complete after " + completionTimeout.toSeconds() + " s"));
    }

    private void end(SimulatedMigration migration, Outcome outcome) {
        Deque<SimulatedMigration> queue = queues.get(migration.source.index);
        queue.remove(migration);
        migration.source.end(migration);
        migration.destination.end(migration);
        if (migration.server.migration == migration) migration.server.migration = null;
        if (outcome.done()) fleet.move(migration.server, migration.destination);
        else if (migration.claimed) migration.destination.release(migration.server.spec.resources());
        migration.end(outcome);
        spectator.ended(migration);
        next(migration.source);
    }
}
