package io.drover.strategy;

/** The standard normal distribution, the same to the last digit in every JVM. */
final class Normal {

    private static final double ROOT = 1 / StrictMath.sqrt(2 * StrictMath.PI);

    private Normal() {}

    static double density(double x) {
        return ROOT * StrictMath.exp(-x * x / 2);
    }

    /** Φ(x), off by at most 7.5e-8: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.17. */
    static double distribution(double x) {
        return distribution(x, density(x));
    }

    /** The same when the density is known. */
    static double distribution(double x, double density) {
        double t = 1 / (1 + 0.2316419 * Math.abs(x));
        double polynomial =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        double tail = density * polynomial;
        return x < 0 ? tail : 1 - tail;
    }
}
