package io.drover.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Runs {@code speed} times as fast as another clock, from the moment that it is made. */
public final class AcceleratedClock implements InstantSource {

    private final InstantSource real;
    private final double speed;
    private final Instant start;

    /**
     * @param speed seconds of it in a second of {@code real}; positive
     */
    public AcceleratedClock(InstantSource real, double speed) {
        if (!(speed > 0)) throw new IllegalArgumentException("speed must be positive, not " + speed);
        this.real = real;
        this.speed = speed;
        this.start = real.instant();
    }

    @Override
    public Instant instant() {
        Duration passed = Duration.between(start, real.instant());
        return start.plusNanos((long) (passed.toNanos() * speed));
    }
}
