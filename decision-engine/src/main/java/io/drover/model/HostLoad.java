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
 * @param outlook what is to be expected; unknown of a peer that does not tell
 */
public record HostLoad(
        int cpus,
        double smoothed,
        double latest,
        double deviation,
        double pending,
        Instant sampledAt,
        Outlook outlook) {

    /** Of a host that does not tell its outlook. */
    public HostLoad(int cpus, double smoothed, double latest, double deviation, double pending, Instant sampledAt) {
        this(cpus, smoothed, latest, deviation, pending, sampledAt, Outlook.UNKNOWN);
    }

    /** Of a host that has no valid load. */
    public static HostLoad unknown(int cpus, Instant sampledAt) {
        return steady(cpus, Double.NaN, sampledAt);
    }

    /** A load that neither varies nor changes soon, as far as is known. */
    public static HostLoad steady(int cpus, double load, Instant sampledAt) {
        return new HostLoad(cpus, load, load, 0, 0, sampledAt);
    }

    /** What is to be expected; of a peer that does not tell, that its load stays as it is. */
    public Outlook expected() {
        return outlook.known() ? outlook : new Outlook(Math.max(0, smoothed + pending), deviation * deviation);
    }

    /** The same load of a host whose servers are to be reckoned with so. */
    public HostLoad expecting(Outlook other) {
        return new HostLoad(cpus, smoothed, latest, deviation, pending, sampledAt, other);
    }

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
