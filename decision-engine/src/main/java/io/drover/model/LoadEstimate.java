package io.drover.model;

import java.time.Duration;
import java.time.Instant;

/**
 * How a host's load is estimated, and so how much of a step in the true load one sample shows: what pending load
 * fades by. doc/sources.md, "load estimate" and "pending load".
 */
public sealed interface LoadEstimate {

    /**
     * The share (0..1) of a step at {@code changedAt} that a sample taken at {@code sampledAt} shows, when the sample
     * before it was taken at {@code previousAt}.
     */
    double shown(Instant changedAt, Instant previousAt, Instant sampledAt);

    /** The kernel's load average as it is. {@code minutes} is 1, 5 or 15. */
    record Average(int minutes) implements LoadEstimate {
        @Override
        public double shown(Instant changedAt, Instant previousAt, Instant sampledAt) {
            double seconds = seconds(changedAt, sampledAt);
            return seconds <= 0 ? 0 : 1 - StrictMath.exp(-seconds / (60.0 * minutes));
        }
    }

    /** The load of the last sample interval: the 1-minute average with the kernel's filter inverted. */
    record Recovered() implements LoadEstimate {
        @Override
        public double shown(Instant changedAt, Instant previousAt, Instant sampledAt) {
            double interval = seconds(previousAt, sampledAt);
            double after = seconds(changedAt, sampledAt);
            if (after <= 0) return 0;
            return after >= interval ? 1 : after / interval;
        }

        /**
         * l = (a(t) - a(t-Δ)·e^(-Δ/60)) / (1 - e^(-Δ/60)), bounded below by 0. The kernel prints two decimals, which
         * costs about ±0.03 tasks at Δ = 10 s.
         *
         * @param before a(t-Δ), the earlier 1-minute average, in tasks
         * @param now a(t)
         * @param interval Δ; positive
         */
        public static double invert(double before, double now, Duration interval) {
            double kept = StrictMath.exp(-interval.toNanos() / 60e9);
            return Math.max(0, (now - before * kept) / (1 - kept));
        }
    }

    /** A mean over the last {@code length}, as a metric store aggregates. */
    record Window(Duration length) implements LoadEstimate {
        @Override
        public double shown(Instant changedAt, Instant previousAt, Instant sampledAt) {
            double after = seconds(changedAt, sampledAt);
            return Math.max(0, Math.min(1, after / (length.toNanos() / 1e9)));
        }
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }
}
