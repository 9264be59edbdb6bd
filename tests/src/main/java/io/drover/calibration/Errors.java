package io.drover.calibration;

import java.util.List;
import org.hipparchus.stat.StatUtils;

/**
 * How far predictions are off, in percent of what was measured.
 *
 * @param count of pairs; 0: the others are NaN
 * @param meanAbsolute MAPE
 * @param medianAbsolute median of the absolute errors
 * @param bias mean of the signed errors; positive: predictions are too high
 */
public record Errors(int count, double meanAbsolute, double medianAbsolute, double bias) {

    static Errors of(List<Pair> pairs) {
        double[] signed = pairs.stream()
                .mapToDouble(pair -> 100 * (pair.predicted() / pair.measured() - 1))
                .toArray();
        double[] absolute = pairs.stream()
                .mapToDouble(pair -> Math.abs(100 * (pair.predicted() / pair.measured() - 1)))
                .toArray();
        return new Errors(
                signed.length, StatUtils.mean(absolute), StatUtils.percentile(absolute, 50), StatUtils.mean(signed));
    }

    record Pair(double predicted, double measured) {}
}
