package io.drover.emulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Shows the time it was last set to. */
public final class SettableClock implements InstantSource {

    /** A whole multiple of 300 s, so that polls and buckets fall where a reader expects them. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private volatile Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    public void pass(Duration duration) {
        now = now.plus(duration);
    }

    public void passSeconds(double seconds) {
        pass(Duration.ofNanos((long) (seconds * 1e9)));
    }
}
