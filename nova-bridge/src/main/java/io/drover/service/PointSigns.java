package io.drover.service;

import io.drover.health.Sign;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Since when a measurement point has its troubles, for {@code drover health --measure}. */
final class PointSigns {

    private static final Duration HEALTHY = Duration.ofSeconds(30);

    private final Supplier<List<String>> troubles;
    private long wellAt = System.nanoTime();

    PointSigns(Supplier<List<String>> troubles) {
        this.troubles = troubles;
    }

    synchronized List<Sign> now() {
        List<String> wrong = troubles.get();
        if (wrong.isEmpty()) wellAt = System.nanoTime();
        Duration since = Duration.ofNanos(System.nanoTime() - wellAt);
        return List.of(new Sign("measuring", since, HEALTHY, String.join(", ", wrong)));
    }
}
