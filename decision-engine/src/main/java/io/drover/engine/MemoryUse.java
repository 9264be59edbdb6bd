package io.drover.engine;

import io.drover.model.HostObservation;
import io.drover.model.ServerObservation;
import io.drover.model.StrategySettings;
import io.drover.model.Thresholds;
import java.time.Instant;
import java.util.OptionalDouble;

/** Whether this host's memory is full or nearly empty, as far as it and its servers measure it. */
final class MemoryUse {

    /** A full memory in so many samples in a row is none that a passing process has filled. */
    private static final int SAMPLES = 2;

    private final boolean weighed;
    private final Thresholds thresholds;
    private Instant sampledAt = Instant.MIN;
    private OptionalDouble share = OptionalDouble.empty();
    private boolean servers;
    private int full;

    MemoryUse(StrategySettings rules) {
        this.weighed = rules.rules().weighsMemory();
        this.thresholds = rules.memory();
    }

    void observed(HostObservation seen) {
        if (!weighed || !seen.sampledAt().isAfter(sampledAt)) return;
        sampledAt = seen.sampledAt();
        share = seen.usage().memoryWith(0);
        servers = thresholds.push() > seen.usage().memoryWith(-held(seen)).orElse(1);
        full = share.isPresent() && thresholds.hot(share.getAsDouble()) ? full + 1 : 0;
    }

    private static long held(HostObservation seen) {
        long sum = 0;
        for (ServerObservation server : seen.servers()) {
            Long held = server.usage().memoryUsedMib();
            if (held != null) sum += held;
        }
        return sum;
    }

    /** Whether the memory is full, and is not passing. Where others than its servers fill it, no move would help. */
    boolean lasting() {
        return full >= SAMPLES && servers;
    }

    boolean cold() {
        return share.isPresent() && thresholds.cold(share.getAsDouble());
    }
}
