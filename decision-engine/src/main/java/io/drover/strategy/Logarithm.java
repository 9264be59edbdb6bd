package io.drover.strategy;

/**
 * A natural logarithm good enough to see which of two numbers is clearly larger, several times as fast as {@link
 * StrictMath#log}: the nearest of 256 reciprocals of the mantissa, and three terms of ln(1+r). Only +, - and ·, so the
 * same on every machine.
 *
 * <p>Off by at most 10⁻¹¹: |r| ≤ 2⁻⁹, so r⁴/4 ≤ 4·10⁻¹²; the rest is for rounding.
 */
final class Logarithm {

    private static final int BITS = 8;
    private static final int SHIFT = 52 - BITS;
    private static final long MANTISSA = (1L << 52) - 1;
    private static final long ONE = Double.doubleToRawLongBits(1);
    private static final int BIAS = 1023;
    private static final double LN_2 = StrictMath.log(2);
    private static final double THIRD = 1.0 / 3;

    /** Reciprocal of the middle of each part of [1, 2), and the logarithm of that middle, in turn. */
    private static final double[] PARTS = parts();

    private Logarithm() {}

    /**
     * @param x positive, normal and finite
     */
    static double of(double x) {
        long bits = Double.doubleToRawLongBits(x);
        int part = (int) (bits >>> SHIFT & (1 << BITS) - 1) << 1;
        double r = Double.longBitsToDouble(bits & MANTISSA | ONE) * PARTS[part] - 1;
        return ((int) (bits >>> 52) - BIAS) * LN_2 + PARTS[part + 1] + r * (1 + r * (r * THIRD - 0.5));
    }

    private static double[] parts() {
        double[] parts = new double[2 << BITS];
        for (int part = 0; part < 1 << BITS; part++) {
            double reciprocal = 1 / (1 + (part + 0.5) / (1 << BITS));
            parts[2 * part] = reciprocal;
            parts[2 * part + 1] = -StrictMath.log(reciprocal);
        }
        return parts;
    }
}
