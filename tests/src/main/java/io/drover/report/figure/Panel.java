package io.drover.report.figure;

import java.util.List;

/**
 * One chart.
 *
 * @param vertical what the y axis must show at least; widened to the curves
 */
public record Panel(String title, String xTitle, String yTitle, Span vertical, List<Curve> curves) {

    public Panel {
        curves = List.copyOf(curves);
    }

    Span horizontal() {
        Span all = Span.NOTHING;
        for (Curve curve : curves) all = all.with(curve.x());
        return all;
    }

    Span wholeVertical() {
        Span all = vertical;
        for (Curve curve : curves) all = all.with(curve.y());
        return all;
    }

    Panel atLeast(Span span) {
        return new Panel(title, xTitle, yTitle, span, curves);
    }
}
