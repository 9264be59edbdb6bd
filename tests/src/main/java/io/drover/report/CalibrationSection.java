package io.drover.report;

import io.drover.calibration.Calibration;
import io.drover.calibration.Candidate;
import io.drover.report.document.Block;
import io.drover.report.document.Block.Column;
import io.drover.report.document.Section;
import io.drover.report.document.Text;
import io.drover.report.figure.Curve;
import io.drover.report.figure.Dash;
import io.drover.report.figure.Figure;
import io.drover.report.figure.Panel;
import io.drover.report.figure.Span;
import io.drover.report.figure.Tone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The cost model against real pre-copy migrations. */
final class CalibrationSection {

    private CalibrationSection() {}

    static Section of(Calibration calibration) {
        List<List<Text>> rows = new ArrayList<>();
        for (Calibration.Score score : calibration.scores()) {
            if (score.half() == Calibration.Half.TESTED) rows.add(row(score));
        }
        List<Block> blocks = List.of(
                new Block.Paragraph("The cost of a migration decides between pairs of server and host. "
                        + calibration.predictions().size()
                        + " real migrations between two QEMU processes say how good it is: coefficients are fitted to the"
                        + " runs with odd numbers and judged by those with even ones. Errors are mean absolute ones in percent"
                        + " of what was measured. The published coefficients are worse than the fit, so agents on QEMU use the"
                        + " fit (γ = " + Numbers.of(calibration.fitted().c(), 2)
                        + ", pre-copy stops where the downtime limit allows it); see `doc/calibration.md`."),
                new Block.Table(
                        "Errors on the half that was not fitted",
                        List.of(
                                Column.words("Cost model"),
                                Column.words("Inputs"),
                                Column.number("Time, %"),
                                Column.number("median"),
                                Column.number("Bytes, %"),
                                Column.number("median"),
                                Column.number("Downtime, %"),
                                Column.number("median")),
                        rows),
                new Block.Picture(figure(calibration.predictions())));
        return new Section("calibration", "The cost model, calibrated", blocks);
    }

    private static List<Text> row(Calibration.Score score) {
        String inputs = score.inputs() == Candidate.Inputs.KNOWN ? "as an agent knows them" : "as measured";
        return List.of(
                Text.strong(score.candidate().name()),
                Text.of(inputs),
                Text.strong(Numbers.of(score.seconds().meanAbsolute(), 1)),
                Text.of(Numbers.of(score.seconds().medianAbsolute(), 1)),
                Text.of(Numbers.of(score.megabytes().meanAbsolute(), 1)),
                Text.of(Numbers.of(score.megabytes().medianAbsolute(), 1)),
                Text.of(Numbers.of(score.downtime().meanAbsolute(), 1)),
                Text.of(Numbers.of(score.downtime().medianAbsolute(), 1)));
    }

    private static Figure figure(List<Calibration.Prediction> predictions) {
        List<Calibration.Prediction> sorted = predictions.stream()
                .sorted(Comparator.comparingDouble(p -> p.run().actual().seconds()))
                .toList();
        return new Figure(
                "calibration",
                "Total time and bytes of the measured migrations, shortest first, and what the published and the fitted"
                        + " coefficients predict from measured memory and bandwidth.",
                List.of(
                        panel(
                                "Total time",
                                "Seconds",
                                sorted,
                                p -> p.run().actual().seconds(),
                                p -> p.published().seconds(),
                                p -> p.fitted().seconds()),
                        panel(
                                "Sent",
                                "MB",
                                sorted,
                                p -> p.run().actual().megabytes(),
                                p -> p.published().megabytes(),
                                p -> p.fitted().megabytes())));
    }

    private static Panel panel(
            String title,
            String axis,
            List<Calibration.Prediction> sorted,
            ToDoubleFunction<Calibration.Prediction> measured,
            ToDoubleFunction<Calibration.Prediction> published,
            ToDoubleFunction<Calibration.Prediction> fitted) {
        double[] x = IntStream.rangeClosed(1, sorted.size()).asDoubleStream().toArray();
        return new Panel(
                title,
                "Migration, by its time",
                axis,
                new Span(0, 0),
                List.of(
                        curve("measured", Tone.SECOND, Dash.SOLID, x, sorted, measured),
                        curve("published", Tone.PUSH, Dash.DOTTED, x, sorted, published),
                        curve("fitted", Tone.PULL, Dash.DASHED, x, sorted, fitted)));
    }

    private static Curve curve(
            String name,
            Tone tone,
            Dash dash,
            double[] x,
            List<Calibration.Prediction> sorted,
            ToDoubleFunction<Calibration.Prediction> value) {
        return new Curve(name, tone, dash, x, sorted.stream().mapToDouble(value).toArray());
    }
}
