package io.drover.simulation;

import io.drover.auction.Effect;
import io.drover.model.CostModel;
import io.drover.model.Outcome;

/** Enters attempts and migrations into the metrics. */
final class Scoring implements Spectator {

    private final VirtualClock clock;
    private final Metrics metrics;
    private final Attempts attempts = new Attempts();

    Scoring(World world, Metrics metrics) {
        this.clock = world.clock();
        this.metrics = metrics;
    }

    @Override
    public void decided(SimulatedAgent agent, Effect effect) {
        if (attempts.begins(agent.name(), effect)) metrics.attempt(clock.now());
    }

    @Override
    public void ended(SimulatedMigration migration) {
        CostModel.Cost sent = migration.sent();
        Outcome outcome = migration.outcome().orElseThrow();
        if (outcome.done()) metrics.migrated(clock.now(), sent.megabytes(), sent.downtimeSeconds());
        else metrics.failed(clock.now(), sent.megabytes());
    }
}
