package io.drover.engine;

import io.drover.auction.Effect;
import io.drover.auction.TimerId;
import io.drover.model.Settings.StrategySettings;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/** When this host's thresholds move. doc/sources.md, (3.1). */
final class CreepingThresholds {

    private static final TimerId CREEP = new TimerId("", "threshold");

    private final StrategySettings settings;
    private final LocalHost host;
    private final SplittableRandom random;
    private boolean waiting;

    CreepingThresholds(StrategySettings settings, LocalHost host, SplittableRandom random) {
        this.settings = settings;
        this.host = host;
        this.random = random;
    }

    /** Whether it was time for the next step, which is then made. */
    boolean rang(TimerId timer) {
        if (!timer.equals(CREEP)) return false;
        waiting = false;
        host.creep();
        return true;
    }

    /** Thresholds that have crept as far as they go wait for nothing until a migration sets them back. */
    Optional<Effect> creep() {
        if (waiting || !settings.variable() || !host.creeps()) return Optional.empty();
        waiting = true;
        return Optional.of(later());
    }

    /** U(0.5 n, 1.5 n), drawn anew each time so that hosts do not fall into step. */
    private Effect later() {
        double mean = settings.variableMean().toMillis();
        long millis = (long) (mean * (0.5 + random.nextDouble()));
        return new Effect.SetTimer(CREEP, Duration.ofMillis(millis));
    }
}
