package io.drover.telemetry;

import io.drover.openstack.GnocchiMeasure;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A server's load from Gnocchi's {@code cpu} {@code rate:mean}: the CPU time, in ns, between two polls. How far apart
 * the polls are it does not say; the measures of the finest granularity tell.
 */
final class CpuRates {

    /** After a longer pause a poll was lost or only late, and the rate may span one interval or two. */
    private static final double GAP = 1.5;

    /** More than so many times its vCPUs no server can use, whatever its emulator does beside them. */
    private static final double ABSURD = 3;

    private CpuRates() {}

    /**
     * The newest load in CPUs, 0..vcpus, true at the beginning of its aggregate. Negative rates are dropped: the
     * counter starts again from 0 with a migration. Empty: no measure whose polls are known.
     */
    static Optional<Reading> newest(List<GnocchiMeasure> measures, int vcpus) {
        List<GnocchiMeasure> finest = finest(measures);
        double poll = pollSeconds(finest);
        for (int i = finest.size() - 1; i > 0; i--) {
            GnocchiMeasure measure = finest.get(i);
            boolean gap = seconds(finest.get(i - 1), measure) > GAP * poll;
            double load = measure.value() / 1e9 / poll;
            if (gap || load < 0 || load > ABSURD * vcpus) continue;
            return Optional.of(new Reading(Math.min(vcpus, load), measure.at()));
        }
        return Optional.empty();
    }

    private static List<GnocchiMeasure> finest(List<GnocchiMeasure> measures) {
        Duration least = measures.stream()
                .map(GnocchiMeasure::granularity)
                .min(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        SortedMap<Instant, GnocchiMeasure> ordered = new TreeMap<>(); // what is told twice counts once
        for (GnocchiMeasure measure : measures) {
            if (measure.granularity().equals(least)) ordered.put(measure.at(), measure);
        }
        return List.copyOf(ordered.values());
    }

    /** The smallest distance, which is the granularity itself unless the polls are rarer. */
    private static double pollSeconds(List<GnocchiMeasure> ordered) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 1; i < ordered.size(); i++) least = Math.min(least, seconds(ordered.get(i - 1), ordered.get(i)));
        return least;
    }

    private static double seconds(GnocchiMeasure from, GnocchiMeasure to) {
        return Duration.between(from.at(), to.at()).toNanos() / 1e9;
    }
}
