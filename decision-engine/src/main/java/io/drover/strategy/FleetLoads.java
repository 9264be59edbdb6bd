package io.drover.strategy;

/**
 * The normalised loads of the hosts of one auction and their balance: E = H / ln N, H = -Σ p_i ln p_i, p_i = L_i / ΣL.
 * Thesis (3.3)-(3.5). Keeps ΣL and ΣL·ln L, so that a move is judged without going through the hosts:
 * H = ln ΣL - (ΣL·ln L) / ΣL. {@link StrictMath} makes the last bit the same on every machine.
 */
public final class FleetLoads {

    private final double[] loads;
    private double sum;
    private double sumOfLogs;

    /**
     * @param normalized L of each host, none negative; kept, not copied
     */
    public FleetLoads(double[] normalized) {
        loads = normalized;
        recount();
    }

    public int size() {
        return loads.length;
    }

    public double load(int host) {
        return loads[host];
    }

    public double mean() {
        return loads.length == 0 ? 0 : sum / loads.length;
    }

    /** E, 0..1; 1 for a single host and for an idle fleet. */
    public double performance() {
        return performance(loads.length, sum, sumOfLogs);
    }

    /** E after a source went to {@code sourceLoad} and a destination to {@code destinationLoad}. O(1). */
    public double performanceAfter(int source, double sourceLoad, int destination, double destinationLoad) {
        double sumAfter = sum - loads[source] - loads[destination] + sourceLoad + destinationLoad;
        double logsAfter = sumOfLogs
                - weighted(loads[source])
                - weighted(loads[destination])
                + weighted(sourceLoad)
                + weighted(destinationLoad);
        return performance(loads.length, sumAfter, logsAfter);
    }

    /** Makes a move true. Counts anew, so that rounding does not pile up. */
    public void move(int source, double sourceLoad, int destination, double destinationLoad) {
        loads[source] = sourceLoad;
        loads[destination] = destinationLoad;
        recount();
    }

    /** E of two hosts alone. */
    public static double performance(double one, double other) {
        return performance(2, one + other, weighted(one) + weighted(other));
    }

    private void recount() {
        sum = 0;
        sumOfLogs = 0;
        for (double load : loads) {
            sum += load;
            sumOfLogs += weighted(load);
        }
    }

    private static double performance(int hosts, double sum, double sumOfLogs) {
        if (hosts < 2 || sum <= 0) return 1;
        double entropy = StrictMath.log(sum) - sumOfLogs / sum;
        return Math.max(0, Math.min(1, entropy / StrictMath.log(hosts)));
    }

    private static double weighted(double load) {
        return load <= 0 ? 0 : load * StrictMath.log(load);
    }
}
