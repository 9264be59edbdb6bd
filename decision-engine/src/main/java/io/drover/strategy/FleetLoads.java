package io.drover.strategy;

import static io.drover.model.SystemPerformance.weighted;

import io.drover.model.SystemPerformance;

/**
 * The normalised loads of the hosts of one auction and their balance, {@link SystemPerformance}. Keeps ΣL and ΣL·ln L,
 * so that a move is judged without going through the hosts.
 */
public final class FleetLoads {

    private static final double LOG_2 = StrictMath.log(2);

    private final double[] loads;
    private final double[] weighted;
    private final double most;
    private double sum;
    private double sumOfLogs;

    /**
     * @param normalized L of each host, none negative; kept, not copied
     */
    public FleetLoads(double[] normalized) {
        loads = normalized;
        weighted = new double[normalized.length];
        most = StrictMath.log(normalized.length);
        recount();
    }

    public int size() {
        return loads.length;
    }

    public double load(int host) {
        return loads[host];
    }

    /** L·ln L of a host. */
    double weightedLoad(int host) {
        return weighted[host];
    }

    /** ΣL. */
    double sum() {
        return sum;
    }

    /** ΣL·ln L. */
    double sumOfLogs() {
        return sumOfLogs;
    }

    public double mean() {
        return loads.length == 0 ? 0 : sum / loads.length;
    }

    /** E, 0..1; 1 for a single host and for an idle fleet. */
    public double performance() {
        return SystemPerformance.ofMost(most, sum, sumOfLogs);
    }

    /** E after a source went to {@code sourceLoad} and a destination to {@code destinationLoad}. O(1). */
    public double performanceAfter(int source, double sourceLoad, int destination, double destinationLoad) {
        return performanceAfter(
                source, sourceLoad, weighted(sourceLoad), destination, destinationLoad, weighted(destinationLoad));
    }

    /** The same for whoever knows {@code L·ln L} of both loads, {@link SystemPerformance#weighted}, already. */
    double performanceAfter(
            int source,
            double sourceLoad,
            double sourceWeighted,
            int destination,
            double destinationLoad,
            double destinationWeighted) {
        double sumAfter = sum - loads[source] - loads[destination] + sourceLoad + destinationLoad;
        double logsAfter = sumOfLogs - weighted[source] - weighted[destination] + sourceWeighted + destinationWeighted;
        return SystemPerformance.ofMost(most, sumAfter, logsAfter);
    }

    /** Makes a move true. Counts anew, so that rounding does not pile up. */
    public void move(int source, double sourceLoad, int destination, double destinationLoad) {
        loads[source] = sourceLoad;
        loads[destination] = destinationLoad;
        recount();
    }

    /** E of two hosts alone. */
    public static double performance(double one, double other) {
        return performance(one, weighted(one), other, weighted(other));
    }

    /** The same for whoever knows {@link SystemPerformance#weighted} of both already. */
    static double performance(double one, double oneWeighted, double other, double otherWeighted) {
        return SystemPerformance.ofMost(LOG_2, one + other, oneWeighted + otherWeighted);
    }

    private void recount() {
        sum = 0;
        sumOfLogs = 0;
        for (int host = 0; host < loads.length; host++) {
            weighted[host] = weighted(loads[host]);
            sum += loads[host];
            sumOfLogs += weighted[host];
        }
    }
}
