package io.drover.report.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws panels. */
final class Drawing {

    static final int WIDTH = 340;
    static final int HEIGHT = 262;

    private static final int LEFT = 58;
    private static final int RIGHT = 24;
    private static final int TOP = 28;
    private static final int BOTTOM = 64;
    private static final int LEGEND_LINE = 20;
    private static final double GLYPH = 7.2;

    private final Pen pen;
    private final Panel panel;
    private final double x0;
    private final Scale across;
    private final Scale up;

    private Drawing(Pen pen, Panel panel, double x0) {
        this.pen = pen;
        this.panel = panel;
        this.x0 = x0;
        this.across = Scale.of(panel.horizontal(), 4, false, x0 + LEFT, x0 + WIDTH - RIGHT);
        this.up = Scale.of(panel.wholeVertical(), 4, true, HEIGHT - BOTTOM, TOP);
    }

    /**
     * @param x0 its left edge
     */
    static void draw(Pen pen, Panel panel, double x0) {
        Drawing drawing = new Drawing(pen, panel, x0);
        drawing.axes();
        for (Curve curve : panel.curves()) drawing.curve(curve);
        drawing.legend();
    }

    private void axes() {
        pen.text(panel.title(), x0 + LEFT, 16, Pen.Anchor.START, true);
        for (double tick : up.ticks()) {
            double y = up.place(tick);
            pen.rule(across.from(), y, across.to(), y, false);
            pen.text(up.label(tick), x0 + LEFT - 6, y + 3.5, Pen.Anchor.END, false);
        }
        for (double tick : across.ticks()) {
            double x = across.place(tick);
            pen.rule(x, up.from(), x, up.from() + 4, true);
            pen.text(across.label(tick), x, up.from() + 16, Pen.Anchor.MIDDLE, false);
        }
        pen.rule(across.from(), up.from(), across.to(), up.from(), true);
        pen.rule(across.from(), up.from(), across.from(), up.to(), true);
        pen.text(panel.xTitle(), (across.from() + across.to()) / 2, up.from() + 32, Pen.Anchor.MIDDLE, false);
        pen.uprightText(panel.yTitle(), x0 + 12, (up.from() + up.to()) / 2);
    }

    private void curve(Curve curve) {
        double[] x = new double[curve.x().length];
        double[] y = new double[x.length];
        int length = 0;
        for (int i = 0; i <= x.length; i++) {
            boolean there = i < x.length && !Double.isNaN(curve.y()[i]);
            if (there) {
                x[length] = across.place(curve.x()[i]);
                y[length++] = up.place(curve.y()[i]);
            } else if (length > 0) {
                pen.stroke(curve.tone(), curve.dash(), Arrays.copyOf(x, length), Arrays.copyOf(y, length));
                length = 0;
            }
        }
    }

    /** Curves of one look are named once. */
    private void legend() {
        Map<String, Curve> looks = new LinkedHashMap<>();
        for (Curve curve : panel.curves()) looks.putIfAbsent(curve.name(), curve);
        List<Curve> named = new ArrayList<>(looks.values());
        double width = 0;
        for (Curve curve : named) width += width(curve);
        double x = Math.max(x0 + 4, (across.from() + across.to() - width) / 2);
        double y = HEIGHT - 12.0;
        for (Curve curve : named) {
            pen.stroke(curve.tone(), curve.dash(), new double[] {x, x + LEGEND_LINE}, new double[] {y - 4, y - 4});
            pen.text(curve.name(), x + LEGEND_LINE + 5, y, Pen.Anchor.START, false);
            x += width(curve);
        }
    }

    private static double width(Curve curve) {
        return LEGEND_LINE + 5 + curve.name().length() * GLYPH + 6;
    }
}
