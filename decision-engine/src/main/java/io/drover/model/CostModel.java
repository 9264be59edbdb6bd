package io.drover.model;

/**
 * What a pre-copy migration costs: doc/sources.md, Algorithm 1 and "cost", with γ clamped because the
 * published coefficients turn it negative for rounds over 7.75 s. MB = 10^6 bytes.
 *
 * @param threshold V_thd: a round this small is the last, MB
 * @param maxRounds at most this many rounds, at least 1
 * @param resume T_resume, s
 * @param a weight of a round's duration in γ, 1/s
 * @param b weight of the dirty rate in γ, s/MB
 * @param c constant of γ; a = b = c = 0 gives the closed form (3.6)-(3.9)
 */
public record CostModel(double threshold, int maxRounds, double resume, double a, double b, double c) {

    /** The published coefficients, made on Xen (doc/sources.md, "Papers"). */
    public static final CostModel PUBLISHED = new CostModel(0.25, 29, 0.020, -0.0463, -0.0001, 0.3586);

    public static final CostModel CLOSED_FORM = new CostModel(0.25, 29, 0.020, 0, 0, 0);

    private static final double GAMMA_MAX = 0.95;
    private static final double KVM_GAMMA = 0.3;

    /**
     * Fitted to real migrations between QEMU processes: doc/calibration.md. γ is constant, and the last round is what
     * {@code bandwidth} sends in {@code downtime}.
     *
     * @param bandwidth R, MB/s
     * @param downtime the hypervisor's own limit, Nova's live_migration_downtime; s
     */
    public static CostModel kvm(double bandwidth, double downtime) {
        return new CostModel(bandwidth * downtime, PUBLISHED.maxRounds, PUBLISHED.resume, 0, 0, KVM_GAMMA);
    }

    /**
     * @param memoryMb V_mem
     * @param bandwidth R, MB/s; positive
     * @param dirtyRate D, MB/s
     */
    public Cost of(double memoryMb, double bandwidth, double dirtyRate) {
        double volume = memoryMb;
        double sent = 0;
        double seconds = 0;
        for (int round = 0; ; round++) {
            double duration = volume / bandwidth;
            sent += volume;
            seconds += duration;
            double dirtied = dirtyRate * duration;
            double workingSet = gamma(duration, dirtyRate) * dirtied;
            double next = dirtied - workingSet;
            if (next <= threshold || next > volume || round >= maxRounds - 1) {
                double last = dirtied / bandwidth;
                return new Cost(sent + dirtied, seconds + last, last + resume);
            }
            volume = next;
        }
    }

    private double gamma(double duration, double dirtyRate) {
        return Math.max(0, Math.min(GAMMA_MAX, a * duration + b * dirtyRate + c));
    }

    /**
     * @param megabytes V_mig
     * @param seconds T_mig: what the thesis calls the cost of a pair
     * @param downtimeSeconds T_down
     */
    public record Cost(double megabytes, double seconds, double downtimeSeconds) {}
}
