package io.drover.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** An answer that does not change often. Not thread-safe; when it cannot be asked for anew, the failure shows. */
final class Cached<T> {

    private final Duration good;
    private T value;
    private Instant askedAt;

    Cached(Duration good) {
        this.good = good;
    }

    T get(Instant now, Supplier<T> ask) {
        boolean old = askedAt == null || now.isBefore(askedAt) || !now.isBefore(askedAt.plus(good));
        if (old) {
            value = ask.get();
            askedAt = now;
        }
        return value;
    }

    void forget() {
        askedAt = null;
    }
}
