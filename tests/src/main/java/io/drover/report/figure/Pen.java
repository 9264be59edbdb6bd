package io.drover.report.figure;

/** What charts are drawn with. Coordinates are pixels from the upper left corner. */
interface Pen {

    /** Where a text is at its point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** A line of the chart's own, across its ground. */
    void rule(double x1, double y1, double x2, double y2, boolean strong);

    /** A curve's stretch. */
    void stroke(Tone tone, Dash dash, double[] x, double[] y);

    void text(String text, double x, double y, Anchor anchor, boolean strong);

    /** Upwards, centred. */
    void uprightText(String text, double x, double y);
}
