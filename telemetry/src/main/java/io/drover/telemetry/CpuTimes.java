package io.drover.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The CPU time of a server's process at one time.
 *
 * @param nanos since the process started on this host
 */
record CpuTimes(long nanos, Instant at) {

    private static final Duration LEAST_INTERVAL = Duration.ofSeconds(1);

    /** The load in between, in CPUs, 0..vcpus; empty: it started anew, or the two are too near to each other. */
    Optional<Reading> loadUntil(CpuTimes later, int vcpus) {
        Duration interval = Duration.between(at, later.at);
        if (later.nanos < nanos || interval.compareTo(LEAST_INTERVAL) < 0) return Optional.empty();
        double load = (double) (later.nanos - nanos) / interval.toNanos();
        return Optional.of(new Reading(Math.min(vcpus, load), later.at));
    }
}
