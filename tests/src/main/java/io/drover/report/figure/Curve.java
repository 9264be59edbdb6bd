package io.drover.report.figure;

/**
 * A line through points; points that are NaN interrupt it.
 *
 * @param name for the legend
 */
public record Curve(String name, Tone tone, Dash dash, double[] x, double[] y) {

    public Curve {
        if (x.length != y.length) throw new IllegalArgumentException(x.length + " and " + y.length + " coordinates");
        x = x.clone();
        y = y.clone();
    }
}
