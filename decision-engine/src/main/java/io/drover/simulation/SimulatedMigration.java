package io.drover.simulation;

import io.drover.model.CostModel;
import io.drover.model.MigrationInProgress;
import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A live migration as Nova records it: accepted, queued on its source, running, ended. */
final class SimulatedMigration {

    private static final CostModel.Cost NOTHING = new CostModel.Cost(0, 0, 0);

    final MigrationOrder order;
    final SimulatedServer server;
    final SimulatedHost source;
    final SimulatedHost destination;
    final long requestedAt;

    /** The share of its work (0..1) after which it breaks; 1: it does not. */
    final double breaksAt;

    /** The destination's Placement allocation is held. */
    boolean claimed;

    /** Its memory on the wire; null until it runs. */
    SimulatedLink.Transfer transfer;

    private final List<Consumer<SimulatedMigration>> followers = new ArrayList<>();
    private Optional<Outcome> outcome = Optional.empty();

    SimulatedMigration(
            MigrationOrder order,
            SimulatedServer server,
            SimulatedHost destination,
            long requestedAt,
            double breaksAt) {
        this.order = order;
        this.server = server;
        this.source = server.host;
        this.destination = destination;
        this.requestedAt = requestedAt;
        this.breaksAt = breaksAt;
    }

    MigrationInProgress inProgress() {
        return new MigrationInProgress(server.id(), source.name(), destination.name());
    }

    Optional<Outcome> outcome() {
        return outcome;
    }

    /** What it has cost up to now. */
    CostModel.Cost sent() {
        return transfer == null ? NOTHING : transfer.sent();
    }

    /** Told at once when it is over already. */
    void follow(Consumer<SimulatedMigration> follower) {
        if (outcome.isPresent()) follower.accept(this);
        else followers.add(follower);
    }

    void end(Outcome how) {
        outcome = Optional.of(how);
        followers.forEach(follower -> follower.accept(this));
        followers.clear();
    }
}
