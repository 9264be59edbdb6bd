package io.drover.simulation;

import io.drover.auction.Event;
import java.time.Duration;

/** Tells an {@link Onlooker}. */
record TruthReporter(VirtualClock clock, Onlooker onlooker) implements Spectator {

    @Override
    public void heard(SimulatedAgent agent, Event event) {
        if (!(event instanceof Event.Observed observed)) return;
        observed.observation()
                .load()
                .ifPresent(seen -> onlooker.sampled(
                        now(),
                        agent.name(),
                        seen / agent.host().spec.cpus(),
                        agent.host().normalizedLoad()));
    }

    @Override
    public void ended(SimulatedMigration migration) {
        if (migration.outcome().orElseThrow().done()) onlooker.migrated(now(), migration.order);
    }

    private Duration now() {
        return Duration.ofNanos(clock.now());
    }
}
