package io.drover.report;

import io.drover.experiment.Cell;
import io.drover.experiment.Fleet;
import io.drover.experiment.Rules;
import io.drover.experiment.RunResult;
import io.drover.experiment.ThesisScenario;
import io.drover.model.Settings.StrategyName;
import io.drover.report.document.Block;
import io.drover.report.document.Section;
import io.drover.report.figure.Curve;
import io.drover.report.figure.Dash;
import io.drover.report.figure.Figure;
import io.drover.report.figure.Panel;
import io.drover.report.figure.Span;
import io.drover.report.figure.Tone;
import io.drover.scenario.HypervisorKind;
import io.drover.scenario.LoadLevel;
import io.drover.simulation.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The thesis' figure families, over time: one figure for each scenario, fleet, hypervisor and metric. */
final class CurveFigures {

    private static final double PERIOD = 1000;

    private final Results results;

    CurveFigures(Results results) {
        this.results = results;
    }

    /** One of the thesis' metrics as a curve. */
    private enum Family {
        LOAD("load", "Normalised system load", "Mean load of the hosts", true),
        PERFORMANCE("performance", "System performance", "System performance", true),
        ATTEMPTS("attempts", "Migration attempts over time", "Attempts in 1000 s", false),
        MIGRATIONS("migrations", "Migrations over time", "Migrations in 1000 s", false),
        TRAFFIC("traffic", "Overhead traffic", "kb/s", false);

        private final String word;
        private final String title;
        private final String axis;
        /** In steps of 100 s, and with one axis for all panels. */
        private final boolean fine;

        Family(String word, String title, String axis, boolean fine) {
            this.word = word;
            this.title = title;
            this.axis = axis;
            this.fine = fine;
        }

        private double[] values(RunResult run) {
            return switch (this) {
                case LOAD -> steps(run, Period::normalizedLoad);
                case PERFORMANCE -> steps(run, Period::systemPerformance);
                case ATTEMPTS -> Measures.periods(run, Period::attempts, true);
                case MIGRATIONS -> Measures.periods(run, Period::migrations, true);
                case TRAFFIC -> Measures.traffic(run);
            };
        }

        private static double[] steps(RunResult run, ToDoubleFunction<Period> value) {
            return run.steps().stream().mapToDouble(value).toArray();
        }
    }

    Section section() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                new Block.Paragraph("Means over " + results.selection().seeds() + " seeds. Solid lines are high initial"
                        + " load, dashed medium, dotted low; each strategy has its colour throughout. Load and system performance"
                        + " are drawn in steps of 100 s on one axis for all strategies, the others in steps of 1000 s, each panel on"
                        + " its own axis."));
        for (ThesisScenario scenario : results.selection().scenarios()) {
            for (Fleet fleet : results.selection().fleets()) {
                for (HypervisorKind hypervisor : results.selection().hypervisors())
                    fold(blocks, scenario, fleet, hypervisor);
            }
        }
        return new Section("figures", "Figures: load, performance, attempts, migrations, traffic", blocks);
    }

    private void fold(List<Block> blocks, ThesisScenario scenario, Fleet fleet, HypervisorKind hypervisor) {
        List<Cell> cells = results.cells().stream()
                .filter(cell -> cell.rules() == Rules.THESIS
                        && cell.scenario() == scenario
                        && cell.fleet() == fleet
                        && cell.hypervisor() == hypervisor)
                .toList();
        if (cells.isEmpty()) return;
        List<Block> figures = new ArrayList<>();
        String where = Names.of(scenario) + ", " + Names.of(fleet) + ", " + Names.of(hypervisor);
        for (Family family : Family.values()) {
            String name = family.word + "-s" + scenario.number() + "-" + fleet.option() + "-" + Names.lower(hypervisor);
            Figure figure = new Figure(name, family.title + ". " + where + ".", panels(cells, family));
            figures.add(new Block.Picture(family.fine ? figure.alike() : figure));
        }
        boolean open = scenario == ThesisScenario.NORMAL_FIXED && fleet == Fleet.TESTBED;
        blocks.add(new Block.Fold(where, open && hypervisor == HypervisorKind.XEN, figures));
    }

    private List<Panel> panels(List<Cell> cells, Family family) {
        List<Panel> panels = new ArrayList<>();
        for (StrategyName strategy : results.selection().strategies()) {
            List<Curve> curves = cells.stream()
                    .filter(cell -> cell.strategy() == strategy)
                    .map(cell -> curve(cell, family))
                    .toList();
            Span least = family.fine ? Span.NOTHING : new Span(0, 0);
            panels.add(new Panel(Names.capital(strategy), "Time (s)", family.axis, least, curves));
        }
        return panels;
    }

    private Curve curve(Cell cell, Family family) {
        double[] y = mean(results.of(cell), family::values);
        double step = family.fine ? results.of(cell).get(0).steps().get(0).endSeconds() : PERIOD;
        double[] x = new double[y.length];
        for (int i = 0; i < x.length; i++) x[i] = (i + 0.5) * step;
        return new Curve(Names.lower(cell.load()), Tone.named(cell.strategy().name()), dash(cell.load()), x, y);
    }

    private static Dash dash(LoadLevel load) {
        return switch (load) {
            case HIGH -> Dash.SOLID;
            case MEDIUM -> Dash.DASHED;
            case LOW -> Dash.DOTTED;
        };
    }

    private static double[] mean(List<RunResult> runs, Function<RunResult, double[]> values) {
        double[] sum = values.apply(runs.get(0)).clone();
        for (RunResult run : runs.subList(1, runs.size())) {
            double[] more = values.apply(run);
            for (int i = 0; i < sum.length; i++) sum[i] += more[i];
        }
        for (int i = 0; i < sum.length; i++) sum[i] /= runs.size();
        return sum;
    }
}
