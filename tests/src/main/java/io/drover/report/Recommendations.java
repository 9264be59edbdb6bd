package io.drover.report;

import io.drover.experiment.Cell;
import io.drover.experiment.Fleet;
import io.drover.experiment.Rules;
import io.drover.experiment.RunResult;
import io.drover.model.Settings.StrategyName;
import io.drover.report.document.Block;
import io.drover.report.document.Block.Column;
import io.drover.report.document.Section;
import io.drover.report.document.Text;
import io.drover.scenario.LoadLevel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** doc/sources.md, Table 5-12, derived anew: which strategy for which goal at which load. */
final class Recommendations {

    /** Differences in system performance below this decide nothing. */
    private static final double AS_GOOD = 0.005;

    private static final List<StrategyName> STRATEGIES =
            List.of(StrategyName.PUSH, StrategyName.PULL, StrategyName.HYBRID);

    private final Results results;

    Recommendations(Results results) {
        this.results = results;
    }

    /** What one strategy did at one load, over scenarios 1 and 2, both fleets and hypervisors. */
    record Showing(StrategyName strategy, double seconds, double performance, double migrations, double downtime) {}

    Section section() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Paragraph("The thesis takes its goals from the earlier work: aggressive balancing reacts"
                + " quickly and migrates a lot, conservative balancing migrates less. Derived here from scenarios 1 and 2,"
                + " by both fleets and hypervisors together: aggressive is the strategy that is first 90 % of the way from"
                + " the start to the best placement, conservative the one with the fewest migrations. The last column"
                + " says what the conservative choice costs: how much lower its mean system performance is than the best"
                + " strategy's."));
        List<List<Text>> rows = new ArrayList<>();
        for (LoadLevel load : LoadLevel.values()) {
            List<Showing> records = records(load);
            if (records.size() < STRATEGIES.size()) continue;
            rows.add(row("Conservative", load, conservative(records), records));
            rows.add(row("Aggressive", load, aggressive(records), records));
        }
        blocks.add(new Block.Table(
                "Table 5-12 anew",
                List.of(
                        Column.words("Goal"),
                        Column.words("Load"),
                        Column.words("Strategy here"),
                        Column.words("The thesis'"),
                        Column.words(""),
                        Column.words("Push · Pull · Hybrid: seconds to balance"),
                        Column.words("migrations a run"),
                        Column.number("Performance given up")),
                rows));
        blocks.add(
                new Block.Paragraph("Thresholds as in the thesis: Push at 0.55 or above, Pull at 0.25 or below, Hybrid"
                        + " both. `strategy = auto` follows the thesis' table with Drover's boundary in the middle of the"
                        + " thresholds."));
        return new Section("table-5-12", "Which strategy when: Table 5-12 anew", blocks);
    }

    List<Showing> records(LoadLevel load) {
        List<Showing> records = new ArrayList<>();
        for (StrategyName strategy : STRATEGIES) {
            List<Cell> cells = results.cells().stream()
                    .filter(c -> c.rules() == Rules.THESIS && c.scenario().constant() && c.fleet() != Fleet.MIXED)
                    .filter(c -> c.strategy() == strategy && c.load() == load)
                    .toList();
            if (cells.isEmpty()) continue;
            records.add(new Showing(
                    strategy,
                    mean(cells, Measures::secondsToBalance),
                    mean(cells, Measures::meanPerformance),
                    mean(cells, Measures::migrations),
                    mean(cells, Measures::downtime)));
        }
        return records;
    }

    private double mean(List<Cell> cells, ToDoubleFunction<RunResult> measure) {
        return cells.stream()
                .mapToDouble(cell -> results.mean(cell, measure))
                .average()
                .orElse(Double.NaN);
    }

    static Showing conservative(List<Showing> records) {
        return records.stream()
                .min(Comparator.comparingDouble(Showing::migrations))
                .orElseThrow();
    }

    static Showing aggressive(List<Showing> records) {
        return records.stream()
                .min(Comparator.comparingDouble(Showing::seconds))
                .orElseThrow();
    }

    private static List<Text> row(String goal, LoadLevel load, Showing chosen, List<Showing> records) {
        String thesis = thesis(goal, load);
        boolean same = thesis.contains(Names.capital(chosen.strategy));
        double best = records.stream().mapToDouble(Showing::performance).max().orElseThrow();
        double lost = best - chosen.performance;
        return List.of(
                Text.of(goal),
                Text.of(Names.lower(load)),
                Text.strong(Names.capital(chosen.strategy)),
                Text.faint(thesis),
                new Text(same ? "agrees" : "differs", same ? Text.Sense.GOOD : Text.Sense.BAD),
                Text.of(three(records, Showing::seconds, 0)),
                Text.of(three(records, Showing::migrations, 1)),
                Text.of(lost < AS_GOOD ? "none to speak of" : Numbers.of(lost, 3)));
    }

    /** The thesis' ranges overlap at medium. */
    private static String thesis(String goal, LoadLevel load) {
        boolean conservative = goal.equals("Conservative");
        return switch (load) {
            case LOW -> conservative ? "Push" : "Pull or Hybrid";
            case MEDIUM -> conservative ? "Push or Pull" : "Push, Pull or Hybrid";
            case HIGH -> conservative ? "Pull" : "Push or Hybrid";
        };
    }

    private static String three(List<Showing> records, ToDoubleFunction<Showing> value, int decimals) {
        return records.stream()
                .map(record -> Numbers.of(value.applyAsDouble(record), decimals))
                .reduce((one, other) -> one + " · " + other)
                .orElse("–");
    }
}
