package io.drover.report;

import java.util.Locale;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.descriptive.StreamingStatistics;

/**
 * A mean over seeds.
 *
 * @param halfWidth of its 95 % confidence interval by Student's t; NaN: one value tells nothing about it
 */
public record Estimate(double mean, double halfWidth, long count) {

    private static final double UPPER = 0.975;

    public static Estimate of(double... values) {
        StreamingStatistics statistics = new StreamingStatistics();
        for (double value : values) {
            if (!Double.isNaN(value)) statistics.addValue(value);
        }
        long count = statistics.getN();
        if (count < 2) return new Estimate(statistics.getMean(), Double.NaN, count);
        double quantile = new TDistribution(count - 1.0).inverseCumulativeProbability(UPPER);
        double error = statistics.getStandardDeviation() / Math.sqrt(count);
        return new Estimate(statistics.getMean(), quantile * error, count);
    }

    /** Its confidence interval lies on one side of zero. */
    public boolean clearlyNotZero() {
        return !Double.isNaN(halfWidth) && Math.abs(mean) > halfWidth;
    }

    /** "12.3 ± 0.4". */
    public String text(int decimals) {
        if (count == 0) return "–";
        String format = "%,." + decimals + "f";
        String middle = String.format(Locale.ROOT, format, mean);
        return Double.isNaN(halfWidth) ? middle : middle + " ± " + String.format(Locale.ROOT, format, halfWidth);
    }
}
