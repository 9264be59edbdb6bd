package io.drover.model;

/**
 * Exponentially weighted moving average: Y' = λy + (1-λ)Y. The first value is the mean of the first 5 observations, of
 * fewer while there are fewer. doc/sources.md, 3.4.5, (3.18).
 *
 * @param value NaN before the first observation
 * @param observations so far
 */
public record Ewma(double value, int observations) {

    public static final Ewma EMPTY = new Ewma(Double.NaN, 0);

    /** So many observations make a first value. */
    public static final int WARM_UP = 5;

    public Ewma with(double observed, double lambda) {
        if (observations == 0) return new Ewma(observed, 1);
        if (observations < WARM_UP) {
            return new Ewma(value + (observed - value) / (observations + 1), observations + 1);
        }
        return new Ewma(lambda * observed + (1 - lambda) * value, observations);
    }

    /** The weight that {@link #with} gives the next observation. */
    public double nextWeight(double lambda) {
        return observations < WARM_UP ? 1.0 / (observations + 1) : lambda;
    }
}
