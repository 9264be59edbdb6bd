package io.drover.model;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Spreads what every agent repeats, so that agents that were started at once do not stay in step. As thread-safe as its numbers. */
public final class Jitter {

    /** For one that is alone: phases of 0, and periods as they are. */
    public static final Jitter NONE = new Jitter(null);

    private static final double LEAST = 0.8;
    private static final double MOST = 1.2;

    private final RandomGenerator random;

    private Jitter(RandomGenerator random) {
        this.random = random;
    }

    /**
     * @param random nobody else draws from it
     */
    public static Jitter of(RandomGenerator random) {
        return new Jitter(random);
    }

    /** When to do something for the first time: U(0, period). */
    public Duration phase(Duration period) {
        return random == null ? Duration.ZERO : times(period, random.nextDouble());
    }

    /** When to do it again: period × U(0.8, 1.2). */
    public Duration again(Duration period) {
        return random == null ? period : times(period, LEAST + (MOST - LEAST) * random.nextDouble());
    }

    private static Duration times(Duration period, double factor) {
        return Duration.ofNanos((long) (period.toNanos() * factor));
    }
}
