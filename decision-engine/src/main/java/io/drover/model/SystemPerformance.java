package io.drover.model;

/**
 * How evenly load lies on hosts: E = H / ln N, H = -Σ p_i ln p_i, p_i = L_i / ΣL, with L_i a host's normalised load.
 * doc/sources.md, (3.3)-(3.5). By sums, H = ln ΣL - (ΣL·ln L) / ΣL. {@link StrictMath} makes the last bit the same on every machine.
 */
public final class SystemPerformance {

    private SystemPerformance() {}

    /**
     * @param normalized L of each host, none negative
     * @return E, 0..1; 1 for a single host and for an idle fleet
     */
    public static double of(double[] normalized) {
        double sum = 0;
        double sumOfLogs = 0;
        for (double load : normalized) {
            sum += load;
            sumOfLogs += weighted(load);
        }
        return of(normalized.length, sum, sumOfLogs);
    }

    /**
     * @param hosts N
     * @param sum ΣL
     * @param sumOfLogs ΣL·ln L
     * @return E, 0..1
     */
    public static double of(int hosts, double sum, double sumOfLogs) {
        return ofMost(StrictMath.log(hosts), sum, sumOfLogs);
    }

    /**
     * The same for whoever keeps ln N.
     *
     * @param most ln N; 0 for a single host
     */
    public static double ofMost(double most, double sum, double sumOfLogs) {
        if (!(most > 0) || sum <= 0) return 1;
        double entropy = StrictMath.log(sum) - sumOfLogs / sum;
        return Math.max(0, Math.min(1, entropy / most));
    }

    /** L·ln L. */
    public static double weighted(double load) {
        return load <= 0 ? 0 : load * StrictMath.log(load);
    }
}
