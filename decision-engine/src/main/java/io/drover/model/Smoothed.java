package io.drover.model;

/**
 * A load's level by its samples. With a weight of its own (λ &gt; 0) it is the {@link Ewma} of the thesis. With 0 it trusts
 * a sample by what it says against the scatter of those before: a steady load is averaged, and one that steps is believed
 * at its second sample, wherever two in a row are off to the same side by more than scatter would make them.
 *
 * @param mean what is made of the samples so far
 * @param noise how much the samples scatter
 * @param off by how many standard deviations the newest sample was off
 * @param samples since the last gap
 */
public record Smoothed(Ewma mean, Noise noise, double off, int samples) {

    public static final Smoothed NOTHING = new Smoothed(Ewma.EMPTY, Noise.NONE, 0, 0);

    /**
     * Two samples of a steady load are that far off to the same side once in 270,000: once in a month of samples each
     * 10 s.
     */
    private static final double SURE = 3;

    /** Weight of a sample of a steady load, once there are some. */
    private static final double STEADY = 0.2;

    /** Weight of a first sample that is off by more than scatter: a step, or nothing. */
    private static final double UNCONFIRMED = 0.1;

    /** A load that does not scatter at all still moves by this much, in CPUs. */
    private static final double LEAST = 0.02;

    /**
     * The weight that this sample gets, 0..1.
     *
     * @param expected what the sample would be if nothing had changed but what is known to change
     * @param lambda 0: by the scatter
     */
    public double weight(double observed, double expected, double lambda) {
        if (lambda > 0) return mean.nextWeight(lambda);
        double now = deviations(observed, expected);
        if (Math.abs(now) < SURE) return mean.nextWeight(STEADY);
        if (Math.abs(off) >= SURE && now * off > 0) return 1;
        return warm() ? Math.min(UNCONFIRMED, mean.nextWeight(STEADY)) : mean.nextWeight(STEADY);
    }

    /** After this sample, which gets the weight that {@link #weight} says. */
    public Smoothed with(double observed, double expected, double lambda) {
        if (lambda > 0) return new Smoothed(mean.with(observed, lambda), noise.with(observed), 0, samples + 1);
        double its = weight(observed, expected, lambda);
        boolean anew = its == 1;
        Ewma next = anew
                ? new Ewma(observed, 1)
                : new Ewma(mean.value() + its * (observed - mean.value()), mean.observations() + 1);
        return new Smoothed(next, noise.with(observed), anew ? 0 : deviations(observed, expected), samples + 1);
    }

    private double deviations(double observed, double expected) {
        if (mean.observations() == 0) return 0;
        double scatter = StrictMath.sqrt(noise.variance() * (1 + 1.0 / mean.observations()));
        return (observed - expected) / Math.max(LEAST, scatter);
    }

    /** By how much {@link #mean} may be off; standard deviation. */
    public double deviation(double lambda) {
        if (lambda > 0) return noise.ofSmoothed(lambda);
        double steady = STEADY / (2 - STEADY);
        double share = mean.observations() == 0 ? steady : Math.max(steady, 1.0 / mean.observations());
        return StrictMath.sqrt(noise.variance() * share);
    }

    /** Whether there are enough for a first value. */
    public boolean warm() {
        return samples >= Ewma.WARM_UP;
    }
}
