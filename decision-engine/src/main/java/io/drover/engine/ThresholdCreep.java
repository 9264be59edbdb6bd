package io.drover.engine;

import io.drover.auction.Effect;
import io.drover.auction.TimerId;
import io.drover.model.StrategySettings;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When the thresholds of this host move towards each other. */
final class ThresholdCreep {

    private static final TimerId CREEP = new TimerId("", "threshold");

    private final StrategySettings settings;
    private final LocalHost local;
    private final RandomGenerator random;
    private boolean waiting;

    ThresholdCreep(StrategySettings settings, LocalHost local, RandomGenerator random) {
        this.settings = settings;
        this.local = local;
        this.random = random;
    }

    /** Whether the timer is this one; they have crept then. */
    boolean rang(TimerId timer) {
        if (!timer.equals(CREEP)) return false;
        waiting = false;
        local.creep();
        return true;
    }

    /** Thresholds that have crept as far as they go wait for nothing until a migration sets them back. */
    Optional<Effect> next() {
        if (waiting || !settings.variable() || !local.creeps()) return Optional.empty();
        waiting = true;
        return Optional.of(later());
    }

    /** U(0.5 n, 1.5 n), drawn anew each time so that hosts do not fall into step. doc/sources.md, (3.1). */
    private Effect later() {
        double mean = settings.variableMean().toMillis();
        long millis = (long) (mean * (0.5 + random.nextDouble()));
        return new Effect.SetTimer(CREEP, Duration.ofMillis(millis));
    }
}
