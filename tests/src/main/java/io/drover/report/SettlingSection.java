package io.drover.report;

import io.drover.experiment.Cell;
import io.drover.experiment.CellSelection;
import io.drover.experiment.Fleet;
import io.drover.experiment.Rules;
import io.drover.experiment.Run;
import io.drover.experiment.ThesisScenario;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
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
import io.drover.scenario.HypervisorKind;
import io.drover.scenario.LoadLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** doc/sources.md, 5.1: a host is overloaded when nobody waits for its load to become true. */
final class SettlingSection {

    /** "After a period of time": by then a 5-minute average shows seven eighths of a change. */
    private static final double LATER = 600;

    private static final int ROUNDS = 8;

    private SettlingSection() {}

    /** Push at medium load on the testbed, by these rules. */
    static Job<LoadRecording> job(Rules rules, CellSelection selection) {
        Cell cell = new Cell(
                ThesisScenario.NORMAL_FIXED,
                StrategyName.PUSH,
                LoadLevel.MEDIUM,
                HypervisorKind.KVM,
                Fleet.TESTBED,
                rules,
                selection.duration());
        Run run = new Run(cell, 1);
        return new Job<>("film-" + run.id(), run.toString(), LoadRecording.class, () -> LoadRecording.of(run));
    }

    static Section of(LoadRecording unsettled, LoadRecording settled) {
        String host = unsettled.mostOverloaded();
        List<LoadRecording.Frame> frames = unsettled.of(host);
        double from = window(unsettled, host);
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Paragraph(
                "A load average tells of a server that has come only minutes later. A host that does"
                        + " not wait after a migration goes on bidding with its old load, wins again, and is overloaded: the thesis'"
                        + " first tests failed so. Its cure, 30 s on the destination and 45 s on the source, holds here, too. Shown:"
                        + " Push, medium load, scenario 1, KVM, 4 hosts, seed 1, by the thesis' rules without and with these"
                        + " waits. Drover itself counts a promised server at once and does not depend on the wait."));
        Figure figure = new Figure(
                "settling",
                "The same host, " + host
                        + ", without and with settling: its true load and what its 5-minute average says of"
                        + " it. Without the waits the average stays below the threshold while one server after another"
                        + " arrives, and the host swings between far too much and nothing.",
                List.of(panel("Without settling", frames, from), panel("With settling", settled.of(host), from)));
        blocks.add(new Block.Picture(figure.alike()));
        blocks.add(rounds(unsettled, host, from));
        blocks.add(new Block.Table(
                "The whole run",
                List.of(
                        Column.words(""),
                        Column.number("Migrations"),
                        Column.number("Most servers that came to one host within 5 min"),
                        Column.number("Highest true load of a host")),
                List.of(whole("Without settling", unsettled), whole("With settling", settled))));
        return new Section("settling", "Without settling: the failure of section 5.1", blocks);
    }

    /** From where the picture shows the crowd that led to the host's highest load. */
    private static double window(LoadRecording film, String host) {
        LoadRecording.Frame worst = film.of(host).stream()
                .max((one, other) -> Double.compare(one.truth(), other.truth()))
                .orElseThrow();
        return Math.max(0, worst.seconds() - 1000);
    }

    private static Panel panel(String title, List<LoadRecording.Frame> frames, double from) {
        List<LoadRecording.Frame> shown = frames.stream()
                .filter(frame -> frame.seconds() >= from && frame.seconds() <= from + 3000)
                .toList();
        double[] x = shown.stream().mapToDouble(LoadRecording.Frame::seconds).toArray();
        double push = Thresholds.TESTBED.push();
        return new Panel(
                title,
                "Time (s)",
                "Normalised load",
                new Span(0, 1),
                List.of(
                        curve("push threshold", Tone.SECOND, Dash.DOTTED, x, shown, frame -> push),
                        curve("5-min average", Tone.PULL, Dash.DASHED, x, shown, LoadRecording.Frame::seen),
                        curve("true", Tone.PUSH, Dash.SOLID, x, shown, LoadRecording.Frame::truth)));
    }

    private static Curve curve(
            String name,
            Tone tone,
            Dash dash,
            double[] x,
            List<LoadRecording.Frame> frames,
            ToDoubleFunction<LoadRecording.Frame> value) {
        return new Curve(name, tone, dash, x, frames.stream().mapToDouble(value).toArray());
    }

    private static Block rounds(LoadRecording film, String host, double from) {
        List<List<Text>> rows = new ArrayList<>();
        List<LoadRecording.Move> arrivals = film.arrivals(host)
                .filter(move -> move.seconds() >= from)
                .limit(ROUNDS)
                .toList();
        for (int round = 0; round < arrivals.size(); round++) {
            double at = arrivals.get(round).seconds();
            LoadRecording.Frame after = at(film, host, at);
            rows.add(List.of(
                    Text.of(Integer.toString(round + 1)),
                    Text.of(Numbers.of(at, 0)),
                    Text.of(Numbers.of(after.seen(), 2)),
                    Text.strong(Numbers.of(after.truth(), 2)),
                    Text.of(Numbers.of(highest(film, host, at), 2))));
        }
        return new Block.Table(
                "As the thesis' Table 5-1: how " + host + " gets overloaded",
                List.of(
                        Column.number("Round"),
                        Column.number("At, s"),
                        Column.number("Average load right after the migration"),
                        Column.number("True load then"),
                        Column.number("Highest average in the next 10 min")),
                rows);
    }

    private static double highest(LoadRecording film, String host, double from) {
        return film.of(host).stream()
                .filter(frame -> frame.seconds() >= from && frame.seconds() <= from + LATER)
                .mapToDouble(LoadRecording.Frame::seen)
                .max()
                .orElse(Double.NaN);
    }

    private static LoadRecording.Frame at(LoadRecording film, String host, double seconds) {
        List<LoadRecording.Frame> frames = film.of(host);
        return frames.stream()
                .filter(frame -> frame.seconds() >= seconds)
                .findFirst()
                .orElse(frames.get(frames.size() - 1));
    }

    private static List<Text> whole(String name, LoadRecording film) {
        double highest = film.frames().stream()
                .mapToDouble(LoadRecording.Frame::truth)
                .max()
                .orElse(0);
        long crowd = film.moves().stream()
                .mapToLong(move -> film.arrivals(move.destination())
                        .filter(other -> Math.abs(other.seconds() - move.seconds() - 150) <= 150)
                        .count())
                .max()
                .orElse(0);
        return List.of(
                Text.strong(name),
                Text.of(Integer.toString(film.moves().size())),
                Text.of(Long.toString(crowd)),
                Text.of(Numbers.of(highest, 2)));
    }
}
