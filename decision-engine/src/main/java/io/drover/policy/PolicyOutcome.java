package io.drover.policy;

import io.drover.simulation.Period;
import io.drover.simulation.Result;
import io.drover.simulation.Summary;

/**
 * What a run under one policy came to, for a table of policies on one workload. Loads are true ones, means are weighted
 * by time.
 *
 * @param hotHostSeconds host-seconds at or above the base push threshold
 * @param meanPerformance system performance, 0..1
 * @param minPerformance likewise
 * @param meanDeviation population standard deviation of the hosts' normalised loads
 * @param endDeviation the same over the last period
 * @param hotHostsAtEnd hosts at or above the base push threshold when the run ended
 * @param migrations that completed
 * @param gigabytes moved, with what failed migrations moved in vain
 * @param downtimeSeconds of all servers together
 * @param messages published; a broadcast is one. What a cloud's own metering and API calls cost is in none of these
 *     figures
 * @param bytes on the wire, to the broker and from it to each receiver, with framing
 */
public record PolicyOutcome(
        Policy policy,
        double hotHostSeconds,
        double meanPerformance,
        double minPerformance,
        double meanDeviation,
        double endDeviation,
        int hotHostsAtEnd,
        long migrations,
        long failedMigrations,
        double gigabytes,
        double downtimeSeconds,
        long messages,
        long bytes) {

    public static PolicyOutcome of(Policy policy, Result result) {
        Summary summary = result.summary();
        return new PolicyOutcome(
                policy,
                summary.hotspotSeconds(),
                summary.systemPerformance().mean(),
                summary.systemPerformance().min(),
                meanDeviation(result),
                result.periods().get(result.periods().size() - 1).standardDeviation(),
                summary.hotHosts().end(),
                summary.migrations(),
                summary.failedMigrations(),
                summary.migrationGigabytes(),
                summary.downtimeSeconds(),
                summary.messages().count(),
                summary.messages().bytes());
    }

    /** Periods but the last are equally long. */
    private static double meanDeviation(Result result) {
        double sum = 0;
        double from = 0;
        for (Period period : result.periods()) {
            sum += period.standardDeviation() * (period.endSeconds() - from);
            from = period.endSeconds();
        }
        return sum / from;
    }
}
