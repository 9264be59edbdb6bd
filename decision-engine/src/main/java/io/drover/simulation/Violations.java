package io.drover.simulation;

import io.drover.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Counts all violations and keeps the first ones. */
final class Violations {

    private static final int KEPT = 100;

    private final VirtualClock clock;
    private final Scenario scenario;
    private final List<Violation> first = new ArrayList<>();
    private int count;

    Violations(VirtualClock clock, Scenario scenario) {
        this.clock = clock;
        this.scenario = scenario;
    }

    void report(Invariant invariant, String sentence) {
        if (++count > KEPT) return;
        Duration at = Duration.ofNanos(clock.now());
        first.add(new Violation(invariant.sentence(), at, sentence, scenario.seed(), scenario.command()));
    }

    int count() {
        return count;
    }

    List<Violation> first() {
        return List.copyOf(first);
    }
}
