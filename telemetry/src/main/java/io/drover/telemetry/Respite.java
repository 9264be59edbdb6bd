package io.drover.telemetry;

import java.time.Duration;
import java.time.Instant;

/**
 * A time in which a source is left alone, or is asked more often. A clock that steps back ends it: it would last by as
 * much longer.
 */
record Respite(Instant begun, Instant until) {

    static final Respite NONE = new Respite(Instant.MAX, Instant.MIN);

    static Respite of(Instant now, Duration lasting) {
        return new Respite(now, now.plus(lasting));
    }

    boolean lasts(Instant now) {
        return !now.isBefore(begun) && now.isBefore(until);
    }
}
