package io.drover.model;

/**
 * How much the samples of a load scatter around it. Taken from the differences of successive samples, so that a load
 * that rises or falls for good is soon no scatter any more.
 *
 * @param last the newest sample
 * @param variance of a single sample
 * @param differences seen so far
 */
public record Noise(double last, double variance, int differences) {

    public static final Noise NONE = new Noise(Double.NaN, 0, 0);

    private static final double WEIGHT = 0.1;

    public Noise with(double observed) {
        if (Double.isNaN(last)) return new Noise(observed, 0, 0);
        double half = (observed - last) * (observed - last) / 2;
        double weight = Math.max(WEIGHT, 1.0 / (differences + 1));
        return new Noise(observed, variance + weight * (half - variance), differences + 1);
    }

    /** Standard deviation of an {@link Ewma} of such samples. */
    public double ofSmoothed(double lambda) {
        return StrictMath.sqrt(variance * lambda / (2 - lambda));
    }
}
