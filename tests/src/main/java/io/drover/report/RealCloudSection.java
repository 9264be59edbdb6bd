package io.drover.report;

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
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** RQ4: one test on a real cloud and in the simulation, side by side. */
final class RealCloudSection {

    private static final int SEEDS = 10;
    private static final double BALANCED = 0.97;

    private final RealRun real;
    private final List<RealRun.Simulated> simulated;

    RealCloudSection(RealRun real) {
        this.real = real;
        this.simulated =
                IntStream.rangeClosed(1, SEEDS).mapToObj(real::simulated).toList();
    }

    Section section() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Paragraph(
                "The same cell (" + real.cell() + "; hosts and loads four times the testbed's) on a real"
                        + " OpenStack, recorded " + real.recordedAt()
                        + ": Nova, Placement, Keystone and RabbitMQ are real, an agent"
                        + " process runs for each of four nova-compute hosts, every move is a live migration that Nova performs;"
                        + " only what guests do is imagined, with load averages damped as a kernel damps them. The simulation is"
                        + " given the same hosts, servers, loads and settings, and no knowledge of what the cloud did. It is run"
                        + " with " + SEEDS
                        + " seeds; drawn is the first. Recorded by `CellTest` (see `tests/real-cloud.md`)."));
        blocks.add(new Block.Picture(new Figure(
                "real-cloud",
                "System performance of the true loads, and the hosts' loads, from the agents' start: real cloud and simulation."
                        + " Both wait until five samples have told the agents their load, then balance in a few moves.",
                panels())));
        blocks.add(new Block.Table(
                "Side by side",
                List.of(
                        Column.words(""),
                        Column.number("Real cloud"),
                        Column.number("Simulation, mean"),
                        Column.number("least"),
                        Column.number("most")),
                rows()));
        blocks.add(moves());
        return new Section("real", "The real cloud and the simulation, side by side", blocks);
    }

    private List<Panel> panels() {
        RealRun.Simulated first = simulated.get(0);
        return List.of(
                new Panel(
                        "System performance",
                        "Time (s)",
                        "System performance",
                        Span.NOTHING,
                        List.of(
                                performance("real cloud", Tone.PULL, Dash.SOLID, real.samples()),
                                performance("simulation", Tone.PUSH, Dash.DASHED, first.samples()))),
                loads("Loads on the real cloud", real.samples()),
                loads("Loads in the simulation", first.samples()));
    }

    private static Curve performance(String name, Tone tone, Dash dash, List<RealRun.Moment> samples) {
        return new Curve(
                name,
                tone,
                dash,
                seconds(samples),
                samples.stream().mapToDouble(RealRun.Moment::systemPerformance).toArray());
    }

    private static Panel loads(String title, List<RealRun.Moment> samples) {
        Tone[] tones = {Tone.PUSH, Tone.PULL, Tone.HYBRID, Tone.AUTO};
        List<Curve> curves = new ArrayList<>();
        for (String host : samples.get(0).loads().keySet()) {
            double[] y = samples.stream()
                    .mapToDouble(moment -> moment.loads().getOrDefault(host, Double.NaN))
                    .toArray();
            curves.add(new Curve(host, tones[curves.size() % tones.length], Dash.SOLID, seconds(samples), y));
        }
        return new Panel(title, "Time (s)", "Normalised load", new Span(0, 1), curves);
    }

    private static double[] seconds(List<RealRun.Moment> samples) {
        return samples.stream().mapToDouble(RealRun.Moment::seconds).toArray();
    }

    private List<List<Text>> rows() {
        return List.of(
                row("System performance, start", start(real.samples()), s -> start(s.samples()), 3),
                row("System performance, end", end(real.samples()), s -> end(s.samples()), 3),
                row("Seconds to " + BALANCED, balanced(real.samples()), s -> balanced(s.samples()), 0),
                row("Migrations", real.migrations().size(), s -> s.migrations().size(), 1),
                row("Attempts", real.attempts(), RealRun.Simulated::attempts, 1),
                row("First migration done after, s", done(real.migrations()), s -> done(s.migrations()), 0));
    }

    private List<Text> row(String name, double there, ToDoubleFunction<RealRun.Simulated> here, int decimals) {
        double[] values = simulated.stream()
                .mapToDouble(here)
                .filter(value -> !Double.isNaN(value))
                .toArray();
        String some = values.length == SEEDS ? "" : " (" + values.length + " of " + SEEDS + ")";
        return List.of(
                Text.strong(name),
                Text.of(Numbers.of(there, decimals)),
                Text.of(Estimate.of(values).text(decimals) + some),
                Text.faint(Numbers.of(Arrays.stream(values).min().orElse(Double.NaN), decimals)),
                Text.faint(Numbers.of(Arrays.stream(values).max().orElse(Double.NaN), decimals)));
    }

    private static double start(List<RealRun.Moment> samples) {
        return samples.get(0).systemPerformance();
    }

    private static double end(List<RealRun.Moment> samples) {
        return samples.get(samples.size() - 1).systemPerformance();
    }

    /** NaN: never. */
    private static double balanced(List<RealRun.Moment> samples) {
        return samples.stream()
                .filter(moment -> moment.systemPerformance() >= BALANCED)
                .mapToDouble(RealRun.Moment::seconds)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static double done(List<RealRun.Move> moves) {
        return moves.stream().mapToDouble(RealRun.Move::endSeconds).min().orElse(Double.NaN);
    }

    private Block moves() {
        List<List<Text>> rows = new ArrayList<>();
        list(rows, "real cloud", real.migrations());
        list(rows, "simulation", simulated.get(0).migrations());
        return new Block.Table(
                "Every migration",
                List.of(
                        Column.words("Where"),
                        Column.number("Done at, s"),
                        Column.words("From"),
                        Column.words("To"),
                        Column.number("CPUs moved")),
                rows);
    }

    private void list(List<List<Text>> rows, String where, List<RealRun.Move> moves) {
        List<RealRun.Move> sorted = moves.stream()
                .sorted(Comparator.comparingDouble(RealRun.Move::endSeconds))
                .toList();
        for (RealRun.Move move : sorted) {
            double cpus = real.servers().stream()
                    .filter(server -> server.id().equals(move.server()))
                    .mapToDouble(RealRun.Server::cpus)
                    .findFirst()
                    .orElse(Double.NaN);
            rows.add(List.of(
                    Text.of(where),
                    Text.of(Numbers.of(move.endSeconds(), 0)),
                    Text.of(move.source()),
                    Text.of(move.destination()),
                    Text.of(Numbers.of(cpus, 2))));
        }
    }

    /** For the answer to RQ4. */
    String sentence() {
        double seconds = simulated.stream()
                .mapToDouble(s -> balanced(s.samples()))
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
        double moves = simulated.stream()
                .mapToDouble(s -> s.migrations().size())
                .average()
                .orElse(Double.NaN);
        double ends =
                simulated.stream().mapToDouble(s -> end(s.samples())).average().orElse(Double.NaN);
        return "on the real cloud " + real.migrations().size() + " migrations took system performance from "
                + Numbers.of(start(real.samples()), 3) + " to " + Numbers.of(end(real.samples()), 3) + ", past "
                + BALANCED + " after " + Numbers.of(balanced(real.samples()), 0) + " s; the simulation needs "
                + Numbers.of(moves, 1) + " migrations, reaches " + Numbers.of(ends, 3) + ", and is past it after "
                + Numbers.of(seconds, 0) + " s";
    }
}
