package io.drover.telemetry;

import java.time.Duration;
import java.time.Instant;

/**
 * A measured value.
 *
 * @param at when it was true
 */
record Reading(double value, Instant at) {

    /** Clocks of two machines differ by less than this. */
    static final Duration SKEW = Duration.ofSeconds(30);

    /** Whether it is neither older than {@code maxAge} nor from the future. */
    boolean fresh(Instant now, Duration maxAge) {
        return !at.isBefore(now.minus(maxAge)) && !at.isAfter(now.plus(SKEW));
    }
}
