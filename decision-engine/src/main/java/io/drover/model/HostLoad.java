package io.drover.model;

import java.time.Instant;

/**
 * A host's load in runnable tasks (CPUs), so that hosts of different sizes add up.
 *
 * @param cpus C, physical CPUs; 0 when unknown
 * @param smoothed EWMA of the load estimate; NaN when there is no valid load
 * @param latest the newest load estimate; NaN likewise
 * @param deviation by which {@code smoothed} may be off because the kernel counts whole tasks now and then; standard
 *     deviation
 * @param pending load promised and not yet shown by samples; negative on a source
 * @param sampledAt when {@code latest} was true
 */
public record HostLoad(int cpus, double smoothed, double latest, double deviation, double pending, Instant sampledAt) {

    /** L = (EWMA + pending) / C, never below 0 and not bounded above. What triggers, acceptance and entropy use. */
    public double normalized() {
        return normalizedWith(0);
    }

    /** L after {@code serverLoad} CPUs came, or negative, went. */
    public double normalizedWith(double serverLoad) {
        return Math.max(0, smoothed + pending + serverLoad) / cpus;
    }

    /** Whether it counts: a host without a known size or a valid load is in no entropy and no auction. */
    public boolean measured() {
        return cpus > 0 && Double.isFinite(smoothed);
    }
}
