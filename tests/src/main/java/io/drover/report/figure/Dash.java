package io.drover.report.figure;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How a curve is drawn. */
public enum Dash {
    SOLID,
    DASHED(7, 4),
    DOTTED(1.5f, 3.5f);

    private final float[] pattern;

    Dash(float... pattern) {
        this.pattern = pattern;
    }

    /** Lengths of strokes and gaps in turn; empty: one stroke. */
    float[] pattern() {
        return pattern.clone();
    }

    String css() {
        return Arrays.stream(toDoubles()).mapToObj(Scale::plain).collect(Collectors.joining(" "));
    }

    private double[] toDoubles() {
        double[] lengths = new double[pattern.length];
        for (int i = 0; i < lengths.length; i++) lengths[i] = pattern[i];
        return lengths;
    }
}
