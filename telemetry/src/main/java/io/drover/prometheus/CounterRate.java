package io.drover.prometheus;

import io.drover.prometheus.Series.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The newest rate of a counter that may begin anew, stand still between two polls, or be told by two hosts in turn. */
final class CounterRate {

    /** QEMU's own threads may use CPU beside those of the vCPUs; more than this is no guest. */
    private static final double MOST_PER_VCPU = 2;

    private static final double MOST_BESIDE = 1;
    private static final Duration LEAST_INTERVAL = Duration.ofSeconds(1);

    private CounterRate() {}

    /**
     * The rate between the two newest measures, in CPUs, bounded by {@code vcpus}; an interval in which the counter
     * fell, or grew more than any server can, tells nothing. Empty: there is none. A counter that stands still has no
     * rate of 0: nobody can tell a guest that is idle to the nanosecond from a poll that failed.
     *
     * @param live whether each point is a measure; else only one whose value changed, and when the first was is unknown
     * @param unit seconds in one count
     */
    static Optional<ServerRate> newest(List<Point> points, boolean live, double unit, int vcpus) {
        List<Point> measures = measures(points, live);
        for (int i = measures.size() - 1; i > 0; i--) {
            Point from = measures.get(i - 1);
            Point to = measures.get(i);
            Duration interval = Duration.between(from.at(), to.at());
            if (interval.compareTo(LEAST_INTERVAL) < 0) continue;
            double cpus = (to.value() - from.value()) * unit / (interval.toNanos() / 1e9);
            if (believable(cpus, vcpus)) return Optional.of(new ServerRate(Math.min(vcpus, cpus), to.at()));
        }
        return Optional.empty();
    }

    static boolean believable(double cpus, int vcpus) {
        return cpus >= 0 && cpus <= MOST_PER_VCPU * vcpus + MOST_BESIDE;
    }

    private static List<Point> measures(List<Point> points, boolean live) {
        List<Point> measures = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            boolean measured =
                    i == 0 ? live : points.get(i).value() != points.get(i - 1).value();
            if (measured) measures.add(points.get(i));
        }
        return measures;
    }
}
