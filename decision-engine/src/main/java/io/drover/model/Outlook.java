package io.drover.model;

import java.util.Collection;

/**
 * What a host's load will be like in the coming hour if nobody moves anything: the sum of its servers' habits.
 *
 * @param mean expected load, CPUs
 * @param variance of the load around it, CPUs²
 */
public record Outlook(double mean, double variance) {

    public static final Outlook NONE = new Outlook(0, 0);

    /** Nobody has said. */
    public static final Outlook UNKNOWN = new Outlook(Double.NaN, Double.NaN);

    /** By this much of its CPUs any host's load scatters on its own account. */
    public static final double SCATTER = 0.05;

    public static Outlook of(Collection<Habit> servers) {
        Outlook sum = NONE;
        for (Habit server : servers) sum = sum.plus(server);
        return sum;
    }

    public Outlook plus(Habit server) {
        return new Outlook(mean + server.mean(), variance + server.variance());
    }

    /** Never below nothing, whatever rounding leaves. */
    public Outlook minus(Habit server) {
        return new Outlook(Math.max(0, mean - server.mean()), Math.max(0, variance - server.variance()));
    }

    public boolean known() {
        return Double.isFinite(mean) && Double.isFinite(variance);
    }

    /**
     * The normalised load that is expected, and one deviation more.
     *
     * @param cpus C of the host, at least 1
     */
    public double upper(int cpus) {
        return mean / cpus + deviation(cpus);
    }

    /** Standard deviation of the normalised load. */
    public double deviation(int cpus) {
        return StrictMath.sqrt(variance / ((double) cpus * cpus) + SCATTER * SCATTER);
    }
}
