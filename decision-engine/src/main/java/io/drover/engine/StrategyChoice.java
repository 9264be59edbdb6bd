package io.drover.engine;

import io.drover.model.Settings.Goal;
import io.drover.model.Settings.StrategyName;
import io.drover.model.StrategySettings;
import java.time.Duration;
import java.time.Instant;

/**
 * Which strategy runs now. Only {@code auto} has a choice: by the mean load of the last reply set. doc/sources.md,
 * Table 5-12.
 * Conservative is Push below the middle of the thresholds and Pull above it; aggressive is Pull below, Push above, and
 * Hybrid within the band.
 */
final class StrategyChoice {

    private static final double BAND = 0.05;
    private static final Duration VALID = Duration.ofMinutes(10);

    private final StrategySettings settings;
    private double systemLoad = Double.NaN;
    private Instant learnedAt = Instant.MIN;
    private boolean above;

    StrategyChoice(StrategySettings settings) {
        this.settings = settings;
    }

    void learned(double load, Instant at) {
        double middle = settings.thresholds().middle();
        boolean first = Double.isNaN(systemLoad);
        if (load > middle + BAND || (first && load > middle)) above = true;
        else if (load < middle - BAND || first) above = false;
        systemLoad = load;
        learnedAt = at;
    }

    boolean push(Instant now) {
        StrategyName strategy = current(now);
        return strategy == StrategyName.PUSH || strategy == StrategyName.HYBRID;
    }

    boolean pull(Instant now) {
        StrategyName strategy = current(now);
        return strategy == StrategyName.PULL || strategy == StrategyName.HYBRID;
    }

    private StrategyName current(Instant now) {
        if (settings.name() != StrategyName.AUTO) return settings.name();
        if (Double.isNaN(systemLoad) || Duration.between(learnedAt, now).compareTo(VALID) > 0) {
            return StrategyName.HYBRID;
        }
        if (settings.goal() == Goal.CONSERVATIVE) return above ? StrategyName.PULL : StrategyName.PUSH;
        if (Math.abs(systemLoad - settings.thresholds().middle()) <= BAND) return StrategyName.HYBRID;
        return systemLoad > settings.thresholds().middle() ? StrategyName.PUSH : StrategyName.PULL;
    }
}
