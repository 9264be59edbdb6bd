package io.drover.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTest {

    @ParameterizedTest
    @CsvSource({"0, 20000, 5000", "0.72, 0.99, 0.1", "0, 3, 1", "0, 0.07, 0.02", "40, 41, 0.25"})
    void ticksAreRound(double least, double most, double step) {
        assertThat(Scale.of(new Span(least, most), 4, true, 0, 100).step()).isEqualTo(step);
    }

    @Test
    void labelsHaveTheDecimalsTheyNeed() {
        assertThat(Scale.of(new Span(0, 20_000), 4, true, 0, 100).label(15_000)).isEqualTo("15,000");
        assertThat(Scale.of(new Span(40, 41), 4, true, 0, 100).label(40.25)).isEqualTo("40.25");
        assertThat(Scale.of(new Span(0.7, 1), 4, true, 0, 100).label(0.8)).isEqualTo("0.8");
    }

    @Test
    void nothingAndOneValueCanBeDrawn() {
        Panel empty = new Panel("empty", "x", "y", Span.NOTHING, List.of());
        Panel flat = panel(3, 3);
        assertThat(new Figure("f", "c", List.of(empty, flat)).svg())
                .contains("polyline")
                .doesNotContain("NaN");
    }

    @Test
    void whatIsNotKnownInterruptsTheLine() {
        String svg = new Figure("f", "a < b", List.of(panel(1, Double.NaN, 2))).svg();
        assertThat(svg).contains("<title>a &lt; b</title>").doesNotContain("NaN");
        assertThat(svg.split("<polyline", -1)).hasSize(4);
    }

    @Test
    void panelsAlikeHaveOneAxis() {
        Figure figure = new Figure("f", "c", List.of(panel(0, 1), panel(0, 9))).alike();
        assertThat(figure.panels()).extracting(Panel::wholeVertical).containsOnly(new Span(0, 9));
    }

    @Test
    void picturesAreTheSameEachTime() {
        Figure figure = new Figure("f", "c", List.of(panel(0, 1)));
        assertThat(figure.svg()).isEqualTo(new Figure("f", "c", List.of(panel(0, 1))).svg());
        assertThat(figure.pixels().getWidth()).isEqualTo(2 * Drawing.WIDTH);
    }

    private static Panel panel(double... y) {
        double[] x = new double[y.length];
        for (int i = 0; i < x.length; i++) x[i] = i;
        return new Panel("panel", "x", "y", Span.NOTHING, List.of(new Curve("curve", Tone.PUSH, Dash.DASHED, x, y)));
    }
}
