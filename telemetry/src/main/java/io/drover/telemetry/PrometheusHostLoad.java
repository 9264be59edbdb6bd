package io.drover.telemetry;

import io.drover.model.HostUsage;
import io.drover.prometheus.NodeLoads;
import io.drover.prometheus.NodeSample;
import io.drover.prometheus.PrometheusException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** The load of this host from Prometheus. Not thread-safe. */
final class PrometheusHostLoad {

    private static final long MIB = 1 << 20;

    private final NodeLoads loads;
    private Optional<NodeSample> newest = Optional.empty();
    private Optional<String> problem = Optional.empty();

    PrometheusHostLoad(NodeLoads loads) {
        this.loads = loads;
    }

    /** The newest load in tasks, true when it was scraped; empty: there is none, see {@link #problem}. */
    Optional<Reading> of(Instant now) {
        try {
            newest = Optional.of(loads.sample(now));
            problem = Optional.empty();
        } catch (PrometheusException e) {
            newest = Optional.empty();
            problem = Optional.of(e.getMessage());
        }
        return newest.map(sample -> new Reading(sample.load(), sample.at()));
    }

    /** Why the last question found no load; empty: it did. */
    Optional<String> problem() {
        return problem;
    }

    /** By the last question; what it did not tell, as Placement has it. */
    HostUsage usage(Capacity capacity) {
        OptionalLong total = newest.map(sample -> sample.memory().total()).orElse(OptionalLong.empty());
        OptionalLong used = newest.map(sample -> sample.memory().used()).orElse(OptionalLong.empty());
        Long held = capacity.memoryMib() == 0 ? null : Long.valueOf(capacity.memoryMib());
        return new HostUsage(
                total.isPresent() ? Long.valueOf(total.getAsLong() / MIB) : held,
                used.isPresent() ? Long.valueOf(used.getAsLong() / MIB) : null,
                null,
                null);
    }

    /** By the last question; empty: it found nothing. */
    Optional<NodeSample.Pressure> pressure() {
        return newest.map(NodeSample::pressure);
    }
}
