package io.drover.simulation;

import io.drover.model.SystemPerformance;

/**
 * The balance of a fleet's normalised loads, kept up to date at O(1) per change: with S = Σ L and Q = Σ L ln L, the
 * entropy is H = ln S - Q / S. doc/sources.md, "entropy".
 */
final class Balance {

    private static final int LEAST_CHANGES_BEFORE_SUMMING_ANEW = 4096;

    private final double[] loads;
    private double sum;
    private double sumOfLogs;
    private double sumOfSquares;
    private int changes;

    Balance(int hosts) {
        loads = new double[hosts];
    }

    double load(int host) {
        return loads[host];
    }

    void set(int host, double load) {
        double before = loads[host];
        if (before == load) return;
        loads[host] = load;
        if (++changes > Math.max(LEAST_CHANGES_BEFORE_SUMMING_ANEW, loads.length)) {
            sumAnew();
            return;
        }
        sum += load - before;
        sumOfLogs += SystemPerformance.weighted(load) - SystemPerformance.weighted(before);
        sumOfSquares += load * load - before * before;
    }

    /** E, 0..1; 1 when there is no load or one host. */
    double systemPerformance() {
        return SystemPerformance.of(loads.length, sum, sumOfLogs);
    }

    double mean() {
        return sum / loads.length;
    }

    /** Of the population. */
    double standardDeviation() {
        return Math.sqrt(Math.max(0, sumOfSquares / loads.length - mean() * mean()));
    }

    /** Differences would add up their rounding errors for ever. */
    private void sumAnew() {
        changes = 0;
        sum = 0;
        sumOfLogs = 0;
        sumOfSquares = 0;
        for (double load : loads) {
            sum += load;
            sumOfLogs += SystemPerformance.weighted(load);
            sumOfSquares += load * load;
        }
    }
}
