package io.drover.simulation;

/**
 * One point of a run's curves: what was true on average, or happened, in {@link Metrics#PERIOD}.
 *
 * @param endSeconds since the start of the run
 * @param normalizedLoad mean over hosts and time
 * @param systemPerformance mean over time
 * @param standardDeviation of the hosts' normalised loads, mean over time
 * @param hotHosts mean over time
 * @param kbPerSecond overhead traffic
 */
public record Period(
        double endSeconds,
        double normalizedLoad,
        double systemPerformance,
        double standardDeviation,
        double hotHosts,
        long attempts,
        long migrations,
        long failedMigrations,
        double kbPerSecond) {}
