package io.drover.report;

import io.drover.experiment.Cell;
import io.drover.experiment.Fleet;
import io.drover.experiment.Rules;
import io.drover.experiment.RunResult;
import io.drover.experiment.ThesisScenario;
import io.drover.model.Settings.StrategyName;
import io.drover.report.document.Block;
import io.drover.report.document.Section;
import io.drover.scenario.HypervisorKind;
import io.drover.scenario.LoadLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** The thesis' four research questions, answered from the results. */
final class ResearchQuestions {

    private final Results results;
    private final Optional<RealCloudSection> real;

    ResearchQuestions(Results results, Optional<RealCloudSection> real) {
        this.results = results;
        this.real = real;
    }

    Section section() {
        List<Block> blocks = new ArrayList<>();
        answer(
                blocks,
                "RQ1 - What factors affect the performance of live migration algorithms?",
                "How true the load is that they decide on, first of all. " + settling()
                        + " Second, where the thresholds"
                        + " lie against the system load: " + thresholds()
                        + " Third, how coarse servers are: with few of"
                        + " them the best placement itself is short of 1, and what looks like an algorithm's failure may be"
                        + " nobody's (see the column \"best\"). Variable thresholds and the choice of strategy come after"
                        + " these.");
        answer(
                blocks,
                "RQ2 - Which hypervisor can offer better performance for live migration?",
                hypervisors()
                        + " The hypervisor matters through what a server's reported load means on its host: an agent that"
                        + " expects 1 and gets 2/3 errs on the careful side. Calibrated loads would remove the"
                        + " difference.");
        answer(blocks, "RQ3 - Which algorithm performs better in live migration on a real testbed?", strategies());
        answer(
                blocks,
                "RQ4 - What is the difference between the performance results from simulation and implementation on real"
                        + " machines?",
                real.map(section -> "Little, where the simulation has kernels, settling, migrations and messages as the"
                                + " cloud has them: in one and the same cell " + section.sentence()
                                + ". What differs is time: the real agents have a JVM to start, Nova some"
                                + " questions to answer, and each migration its own steps.")
                        .orElse("Not answered in this run: no record of a real cloud was given (`--real FILE`)."));
        return new Section("questions", "The research questions, answered", blocks);
    }

    private static void answer(List<Block> blocks, String question, String answer) {
        blocks.add(new Block.Heading(question));
        blocks.add(new Block.Paragraph(answer));
    }

    private double mean(Predicate<Cell> wanted, ToDoubleFunction<RunResult> measure) {
        return results.cells().stream()
                .filter(cell -> cell.fleet() != Fleet.MIXED)
                .filter(wanted)
                .mapToDouble(cell -> results.mean(cell, measure))
                .average()
                .orElse(Double.NaN);
    }

    private double scenario1(Rules rules, LoadLevel load, ToDoubleFunction<RunResult> measure) {
        return mean(
                cell -> cell.rules() == rules && cell.scenario() == ThesisScenario.NORMAL_FIXED && cell.load() == load,
                measure);
    }

    private String settling() {
        double with = scenario1(Rules.THESIS, LoadLevel.MEDIUM, Measures::hotSeconds);
        double without = scenario1(Rules.UNSETTLED, LoadLevel.MEDIUM, Measures::hotSeconds);
        double moves = scenario1(Rules.THESIS, LoadLevel.MEDIUM, Measures::migrations);
        double more = scenario1(Rules.UNSETTLED, LoadLevel.MEDIUM, Measures::migrations);
        double drover = mean(cell -> cell.rules() == Rules.DROVER, Measures::migrations);
        double thesis = mean(
                cell -> cell.rules() == Rules.THESIS && cell.scenario() == ThesisScenario.NORMAL, Measures::migrations);
        return "At medium load a run without settling has " + Numbers.of(without, 0) + " host-seconds hot and "
                + Numbers.of(more, 0) + " migrations, with settling " + Numbers.of(with, 0) + " and "
                + Numbers.of(moves, 0) + ". Counting promised load at once and looking through the samples' noise,"
                + " as Drover's own rules do, takes scenario 2 from " + Numbers.of(thesis, 1) + " to "
                + Numbers.of(drover, 1) + " migrations a run.";
    }

    private String thresholds() {
        double medium = scenario1(Rules.THESIS, LoadLevel.MEDIUM, Measures::attempts);
        double high = scenario1(Rules.THESIS, LoadLevel.HIGH, Measures::attempts);
        return Numbers.of(high, 0) + " attempts a run at a load of 0.55, which is the push threshold, against "
                + Numbers.of(medium, 0) + " at 0.40.";
    }

    private String hypervisors() {
        List<String> parts = new ArrayList<>();
        for (HypervisorKind hypervisor : results.selection().hypervisors()) {
            Predicate<Cell> wanted = cell ->
                    cell.rules() == Rules.THESIS && cell.scenario().constant() && cell.hypervisor() == hypervisor;
            parts.add(Names.of(hypervisor) + " has a mean system performance of "
                    + Numbers.of(mean(wanted, Measures::meanPerformance), 4) + ", "
                    + Numbers.of(mean(wanted, Measures::migrations), 1)
                    + " migrations a run and is 90 % of the way after "
                    + Numbers.of(mean(wanted, Measures::secondsToBalance), 0) + " s");
        }
        return "Over scenarios 1 and 2: " + String.join("; ", parts) + ".";
    }

    private String strategies() {
        List<String> parts = new ArrayList<>();
        String best = "";
        double most = Double.NEGATIVE_INFINITY;
        for (StrategyName strategy : results.selection().strategies()) {
            Predicate<Cell> wanted = cell -> cell.rules() == Rules.THESIS && cell.strategy() == strategy;
            double performance = mean(wanted, Measures::meanPerformance);
            if (performance > most) best = Names.capital(strategy);
            most = Math.max(most, performance);
            parts.add(Names.capital(strategy) + " " + Numbers.of(performance, 4) + " with "
                    + Numbers.of(mean(wanted, Measures::migrations), 1) + " migrations and "
                    + Numbers.of(mean(wanted, Measures::hotSeconds), 0) + " host-seconds hot");
        }
        return "Over all of Table 4-1, mean system performance: " + String.join("; ", parts)
                + ". None is best everywhere: Push relieves hot hosts, Pull fills cold ones, and Hybrid does both for more"
                + " moves. Best in the mean, by the thesis' rules, is " + best + ".";
    }
}
