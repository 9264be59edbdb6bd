package io.drover.report;

import io.drover.experiment.Cell;
import io.drover.experiment.Fleet;
import io.drover.experiment.Rules;
import io.drover.experiment.ThesisScenario;
import io.drover.report.document.Block;
import io.drover.report.document.Block.Column;
import io.drover.report.document.Section;
import io.drover.report.document.Text;
import io.drover.scenario.HypervisorKind;
import java.util.ArrayList;
import java.util.List;

/** What each cell came to, and how far from the best placement it stayed. */
final class PerformanceTables {

    private final Results results;

    PerformanceTables(Results results) {
        this.results = results;
    }

    Section section() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                new Block.Paragraph("System performance is the normalised entropy of the hosts' true loads, weighted by"
                        + " time. With few, coarse servers 1 is out of reach: \"best\" is the highest that any placement of the"
                        + " servers at the end has, counted exactly (dynamic programming over servers of equal load), and \"short of"
                        + " best\" how far the last quarter of the run stayed below it. Host-seconds hot are those at or above"
                        + " the base push threshold of 0.55, which high load equals: there mostly no placement without a hot host"
                        + " exists. Values are means over seeds with their 95 % confidence interval."));
        for (Fleet fleet : results.selection().fleets()) {
            for (ThesisScenario scenario : ThesisScenario.values()) fold(blocks, fleet, scenario, Rules.THESIS);
        }
        blocks.add(new Block.Heading("The same by Drover's own rules"));
        blocks.add(
                new Block.Paragraph("Scenario 2 again, same servers, same thresholds, but with what Drover adds to the"
                        + " thesis: promised load counts at once, loads are recovered from the kernel's filter instead of taken"
                        + " as 5-minute averages, moves must improve the two hosts by more than the samples' noise, servers rest"
                        + " for ten minutes, and fruitless auctions are not repeated for five."));
        for (Fleet fleet : results.selection().fleets()) fold(blocks, fleet, ThesisScenario.NORMAL, Rules.DROVER);
        return new Section("performance", "System performance, attempts and migrations", blocks);
    }

    private void fold(List<Block> blocks, Fleet fleet, ThesisScenario scenario, Rules rules) {
        List<Cell> cells = results.cells().stream()
                .filter(cell -> cell.fleet() == fleet && cell.scenario() == scenario && cell.rules() == rules)
                .toList();
        if (cells.isEmpty()) return;
        String title = Names.of(scenario) + ", " + Names.of(fleet) + (rules == Rules.DROVER ? ", Drover's rules" : "");
        List<Block> tables = new ArrayList<>();
        for (HypervisorKind hypervisor : results.selection().hypervisors()) {
            List<List<Text>> rows = cells.stream()
                    .filter(cell -> cell.hypervisor() == hypervisor)
                    .map(this::row)
                    .toList();
            tables.add(new Block.Table(Names.of(hypervisor), columns(), rows));
        }
        boolean open = fleet == Fleet.TESTBED && scenario == ThesisScenario.NORMAL_FIXED;
        blocks.add(new Block.Fold(title, open, tables));
    }

    private static List<Column> columns() {
        return List.of(
                Column.words("Profile"),
                Column.number("Start"),
                Column.number("Mean"),
                Column.number("Least"),
                Column.number("Best"),
                Column.number("Short of best"),
                Column.number("90 % there after, s"),
                Column.number("Host-seconds hot"),
                Column.number("Attempts"),
                Column.number("Migrations"),
                Column.number("Downtime, s"));
    }

    private List<Text> row(Cell cell) {
        return List.of(
                Text.strong(cell.profile()),
                Text.of(Numbers.of(results.mean(cell, Measures::startPerformance), 3)),
                Text.strong(results.estimate(cell, Measures::meanPerformance).text(4)),
                Text.of(Numbers.of(results.mean(cell, Measures::leastPerformance), 3)),
                Text.faint(Numbers.of(results.mean(cell, run -> run.bestAtEnd()), 4)),
                Text.of(Numbers.of(results.mean(cell, Measures::shortOfBest), 4)),
                Text.of(Numbers.of(results.mean(cell, Measures::secondsToBalance), 0)),
                Text.of(results.estimate(cell, Measures::hotSeconds).text(0)),
                Text.of(results.estimate(cell, Measures::attempts).text(0)),
                Text.of(results.estimate(cell, Measures::migrations).text(1)),
                Text.of(Numbers.of(results.mean(cell, Measures::downtime), 2)));
    }
}
