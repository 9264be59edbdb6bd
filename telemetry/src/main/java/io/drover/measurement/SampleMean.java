package io.drover.measurement;

import io.drover.measurement.FleetView.HostSample;
import io.drover.measurement.FleetView.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The samples of a span as one, at the time of the newest: counts are sums, all else means. Not thread-safe. */
public final class SampleMean {

    /** Spans begin at whole multiples of it since 1970. */
    public static final Duration SPAN = Duration.ofMinutes(5);

    private final long span;
    private final Mean performance = new Mean();
    private final Mean load = new Mean();
    private final Mean overhead = new Mean();
    private final Map<String, HostMean> hosts = new LinkedHashMap<>();
    private Instant at;
    private boolean gap;
    private long attempts;
    private long migrations;

    /** Of one sample, so far. */
    SampleMean(Sample first) {
        this.span = span(first);
        add(first);
    }

    boolean holds(Sample sample) {
        return span(sample) == span;
    }

    void add(Sample sample) {
        at = sample.at();
        gap |= sample.gap();
        performance.add(sample.systemPerformance());
        load.add(sample.normalizedLoad());
        overhead.add(sample.overheadKbPerSecond());
        attempts += sample.attempts();
        migrations += sample.migrations();
        for (HostSample host : sample.hosts())
            hosts.computeIfAbsent(host.host(), name -> new HostMean()).add(host);
    }

    Sample sample() {
        return new Sample(
                at,
                gap,
                performance.value(),
                load.value(),
                attempts,
                migrations,
                overhead.value(),
                hosts.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(host -> host.getValue().of(host.getKey()))
                        .toList());
    }

    private static long span(Sample sample) {
        return Math.floorDiv(sample.at().toEpochMilli(), SPAN.toMillis());
    }

    /** Of what is known. */
    private static final class Mean {
        private double sum;
        private int count;

        void add(double value) {
            if (!Double.isFinite(value)) return;
            sum += value;
            count++;
        }

        double value() {
            return count == 0 ? Double.NaN : sum / count;
        }
    }

    private static final class HostMean {
        private final Mean load = new Mean();
        private final Mean push = new Mean();
        private final Mean pull = new Mean();

        void add(HostSample sample) {
            load.add(sample.load());
            push.add(sample.push());
            pull.add(sample.pull());
        }

        HostSample of(String host) {
            return new HostSample(host, load.value(), push.value(), pull.value());
        }
    }
}
