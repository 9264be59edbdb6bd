package io.drover.report.claim;

import io.drover.experiment.Cell;
import io.drover.experiment.Fleet;
import io.drover.experiment.Rules;
import io.drover.experiment.RunResult;
import io.drover.experiment.ThesisScenario;
import io.drover.model.Settings.StrategyName;
import io.drover.report.Estimate;
import io.drover.report.Results;
import io.drover.scenario.HypervisorKind;
import io.drover.scenario.LoadLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Looks at results for claims: which cells there are, and how they differ, seed by seed. */
final class Evidence {

    static final List<HypervisorKind> HYPERVISORS = List.of(HypervisorKind.XEN, HypervisorKind.KVM);
    static final List<Fleet> FLEETS = List.of(Fleet.TESTBED, Fleet.SIMULATION);

    private final Results results;

    Evidence(Results results) {
        this.results = results;
    }

    Results results() {
        return results;
    }

    /** By the thesis' rules. */
    List<Cell> cells(ThesisScenario scenario, Fleet fleet, Predicate<Cell> wanted) {
        return results.cells().stream()
                .filter(cell -> cell.rules() == Rules.THESIS && cell.scenario() == scenario && cell.fleet() == fleet)
                .filter(wanted)
                .toList();
    }

    /** By the thesis' rules; empty: it was not run. */
    Optional<Cell> cell(
            ThesisScenario scenario, Fleet fleet, HypervisorKind hypervisor, StrategyName strategy, LoadLevel load) {
        return cells(scenario, fleet, c -> c.hypervisor() == hypervisor && c.strategy() == strategy && c.load() == load)
                .stream()
                .findFirst();
    }

    /** The mean over cells and seeds. */
    double mean(List<Cell> cells, ToDoubleFunction<RunResult> measure) {
        return cells.stream()
                .mapToDouble(cell -> results.mean(cell, measure))
                .average()
                .orElse(Double.NaN);
    }

    /** The mean over cells, seed by seed. */
    Estimate estimate(List<Cell> cells, ToDoubleFunction<RunResult> measure) {
        return Estimate.of(bySeed(cells, measure));
    }

    /** How much more the first cells have than the second, on average, seed by seed: both drew the same servers. */
    Estimate difference(List<Cell> more, List<Cell> less, ToDoubleFunction<RunResult> measure) {
        double[] one = bySeed(more, measure);
        double[] other = bySeed(less, measure);
        double[] differences = new double[Math.min(one.length, other.length)];
        for (int seed = 0; seed < differences.length; seed++) differences[seed] = one[seed] - other[seed];
        return Estimate.of(differences);
    }

    private double[] bySeed(List<Cell> cells, ToDoubleFunction<RunResult> measure) {
        if (cells.isEmpty()) return new double[0];
        double[] means = new double[results.selection().seeds()];
        for (int seed = 0; seed < means.length; seed++) {
            List<Double> values = new ArrayList<>();
            for (Cell cell : cells) {
                double value = measure.applyAsDouble(results.of(cell).get(seed));
                if (!Double.isNaN(value)) values.add(value);
            }
            means[seed] = values.stream().mapToDouble(value -> value).average().orElse(Double.NaN);
        }
        return means;
    }

    static String hosts(Fleet fleet) {
        return fleet == Fleet.MIXED ? "mixed hosts" : fleet.hosts() + " hosts";
    }

    static String name(HypervisorKind hypervisor) {
        return hypervisor == HypervisorKind.KVM ? "KVM" : "Xen";
    }

    static String name(Enum<?> word) {
        String lower = word.name().toLowerCase(Locale.ROOT);
        return lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1);
    }

    static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
