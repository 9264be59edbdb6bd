package io.drover.simulation;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one run of a fleet came to: what lab and simulate print as one object, key by key. Loads are true
 * ones, means are weighted by time, times are virtual.
 *
 * @param servers at the start
 * @param hotspotSeconds host-seconds at or above the base push threshold
 * @param attempts hotspot auctions opened and steal attempts sent
 * @param failedMigrations that Nova accepted and that did not complete
 * @param placements host by server, at the end
 */
public record Summary(
        String strategy,
        int hosts,
        int servers,
        long seed,
        double durationSeconds,
        SystemPerformance systemPerformance,
        NormalizedLoad normalizedLoad,
        HotHosts hotHosts,
        double hotspotSeconds,
        long attempts,
        long migrations,
        long failedMigrations,
        double migrationGigabytes,
        double downtimeSeconds,
        Messages messages,
        int invariantViolations,
        SortedMap<String, String> placements) {

    public Summary {
        placements = Collections.unmodifiableSortedMap(new TreeMap<>(placements));
    }

    public record SystemPerformance(double start, double end, double mean, double min) {}

    /** Mean over all hosts: doc/sources.md, (4.1). */
    public record NormalizedLoad(double start, double end) {}

    public record HotHosts(int start, int end) {}

    /**
     * @param count published; a broadcast is one
     * @param bytes on the wire, to the broker and from it to each receiver, with framing
     * @param kbPerSecondMax the largest mean over {@link Metrics#PERIOD}, as the thesis' tables have it; kb = 1000 bits
     */
    public record Messages(long count, long bytes, double kbPerSecondMean, double kbPerSecondMax) {}
}
