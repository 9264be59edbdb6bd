package io.drover.model;

/**
 * How much the samples of a load scatter around it. Scatter is what one sample adds and the next takes back: only
 * differences of opposite sign in succession count, so that a load that rises or falls for good is none from the start.
 *
 * @param last the newest sample
 * @param difference of the newest sample to the one before
 * @param variance of a single sample
 * @param samples seen so far
 */
public record Noise(double last, double difference, double variance, int samples) {

    public static final Noise NONE = new Noise(Double.NaN, 0, 0, 0);

    private static final double WEIGHT = 0.03;

    /**
     * E[max(0, -d·d')] of two successive differences of independent normal samples of variance 1: they are bivariate
     * normal with variance 2 and correlation -1/2, so it is (√3 + 2π/3) / π.
     */
    private static final double TAKEN_BACK = (StrictMath.sqrt(3) + 2 * StrictMath.PI / 3) / StrictMath.PI;

    public Noise with(double observed) {
        if (samples == 0) return new Noise(observed, 0, 0, 1);
        double next = observed - last;
        if (samples == 1) return new Noise(observed, next, 0, 2);
        double single = Math.max(0, -difference * next) / TAKEN_BACK;
        double weight = Math.max(WEIGHT, 1.0 / (samples - 1));
        return new Noise(observed, next, variance + weight * (single - variance), samples + 1);
    }

    /** Standard deviation of an {@link Ewma} of such samples. */
    public double ofSmoothed(double lambda) {
        return StrictMath.sqrt(variance * lambda / (2 - lambda));
    }
}
