package io.drover.report.figure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** From values to places on the paper, with ticks at round numbers. */
record Scale(Span span, double step, double from, double to) {

    private static final double[] ROUND = {1, 2, 2.5, 5, 10};
    /** Of a step. */
    private static final double NEARLY = 0.15;

    /**
     * @param ticks about so many steps
     * @param round whether the ends are round, too; else only where they nearly are
     */
    static Scale of(Span wanted, int ticks, boolean round, double from, double to) {
        Span span = wanted.drawable();
        double rough = (span.most() - span.least()) / ticks;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = power * 10;
        for (double candidate : ROUND) {
            if (candidate * power >= rough) {
                step = candidate * power;
                break;
            }
        }
        double low = Math.floor(span.least() / step + 1e-9) * step;
        double high = Math.ceil(span.most() / step - 1e-9) * step;
        boolean roundLow = round || span.least() - low < NEARLY * step;
        boolean roundHigh = round || high - span.most() < NEARLY * step;
        span = new Span(roundLow ? low : span.least(), roundHigh ? high : span.most());
        return new Scale(span, step, from, to);
    }

    double place(double value) {
        double share = (value - span.least()) / (span.most() - span.least());
        return from + share * (to - from);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        long first = (long) Math.ceil(span.least() / step - 1e-9);
        long last = (long) Math.floor(span.most() / step + 1e-9);
        for (long tick = first; tick <= last; tick++) ticks.add(tick * step);
        return ticks;
    }

    /** As many decimals as the steps need, thousands apart. */
    String label(double tick) {
        int decimals = Math.max(0, -(int) Math.floor(Math.log10(step) + 1e-9));
        if (decimals > 0 && Math.abs(step * Math.pow(10, decimals) % 1) > 1e-6) decimals++;
        return String.format(Locale.ROOT, "%,." + decimals + "f", tick == 0 ? 0.0 : tick);
    }

    /** At most two decimals, no trailing zeros. */
    static String plain(double number) {
        BigDecimal rounded = BigDecimal.valueOf(number).setScale(2, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
