package io.drover.report.figure;

/** From least to most. */
public record Span(double least, double most) {

    public static final Span NOTHING = new Span(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    Span with(double... values) {
        double low = least;
        double high = most;
        for (double value : values) {
            if (Double.isNaN(value)) continue;
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return new Span(low, high);
    }

    /** Something can be drawn over it. */
    Span drawable() {
        if (least > most) return new Span(0, 1);
        if (least == most) return new Span(least, least + Math.max(1e-3, Math.abs(least)));
        return this;
    }
}
