package io.drover.strategy;

/**
 * The normalised loads of the hosts of one auction and their balance: E = H / ln N, H = -Σ p_i ln p_i, p_i = L_i / ΣL.
 * doc/sources.md, (3.3)-(3.5). Keeps ΣL and ΣL·ln L, so that a move is judged without going through the hosts:
 * H = ln ΣL - (ΣL·ln L) / ΣL. {@link StrictMath} makes the last bit the same on every machine.
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
        return performance(most, sum, sumOfLogs);
    }

    /** E after a source went to {@code sourceLoad} and a destination to {@code destinationLoad}. O(1). */
    public double performanceAfter(int source, double sourceLoad, int destination, double destinationLoad) {
        return performanceAfter(
                source, sourceLoad, weighted(sourceLoad), destination, destinationLoad, weighted(destinationLoad));
    }

    /** The same for whoever knows {@code L·ln L} of both loads, {@link #weighted}, already. */
    double performanceAfter(
            int source,
            double sourceLoad,
            double sourceWeighted,
            int destination,
            double destinationLoad,
            double destinationWeighted) {
        double sumAfter = sum - loads[source] - loads[destination] + sourceLoad + destinationLoad;
        double logsAfter = sumOfLogs - weighted[source] - weighted[destination] + sourceWeighted + destinationWeighted;
        return performance(most, sumAfter, logsAfter);
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

    /** The same for whoever knows {@link #weighted} of both already. */
    static double performance(double one, double oneWeighted, double other, double otherWeighted) {
        return performance(LOG_2, one + other, oneWeighted + otherWeighted);
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

    /**
     * @param most ln N; 0 for a single host
     */
    private static double performance(double most, double sum, double sumOfLogs) {
        if (!(most > 0) || sum <= 0) return 1;
        double entropy = StrictMath.log(sum) - sumOfLogs / sum;
        return Math.max(0, Math.min(1, entropy / most));
    }

    /** L·ln L. */
    static double weighted(double load) {
        return load <= 0 ? 0 : load * StrictMath.log(load);
    }
}
