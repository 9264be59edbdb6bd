package io.drover.telemetry;

import java.time.Duration;
import java.time.Instant;

/** A time that something lasts, as a pause or an alert. A clock that steps back ends it: it would last as much longer. */
record Term(Instant begun, Instant until) {

    static final Term NONE = new Term(Instant.MAX, Instant.MIN);

    static Term of(Instant now, Duration lasting) {
        return new Term(now, now.plus(lasting));
    }

    boolean lasts(Instant now) {
        return !now.isBefore(begun) && now.isBefore(until);
    }
}
