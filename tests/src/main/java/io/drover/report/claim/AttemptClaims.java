package io.drover.report.claim;

import static io.drover.report.claim.Evidence.FLEETS;
import static io.drover.report.claim.Evidence.HYPERVISORS;
import static io.drover.report.claim.Evidence.hosts;
import static io.drover.report.claim.Evidence.name;
import static io.drover.report.claim.Evidence.number;

import io.drover.experiment.Cell;
import io.drover.experiment.Fleet;
import io.drover.experiment.Rules;
import io.drover.experiment.RunResult;
import io.drover.experiment.ThesisScenario;
import io.drover.model.Settings.StrategyName;
import io.drover.report.Measures;
import io.drover.scenario.HypervisorKind;
import io.drover.scenario.LoadLevel;
import io.drover.simulation.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** When hosts try to migrate. */
final class AttemptClaims {

    /** "Follows" means that it does at least so much of what the other does. */
    private static final double MOSTLY = 0.75;

    /** Where a strategy should have most. */
    private record Peak(StrategyName strategy, LoadLevel load) {}

    private static final List<Peak> PEAKS =
            List.of(new Peak(StrategyName.PUSH, LoadLevel.HIGH), new Peak(StrategyName.PULL, LoadLevel.LOW));

    private final Evidence evidence;

    AttemptClaims(Evidence evidence) {
        this.evidence = evidence;
    }

    Claim peaks() {
        return new Claim(
                "C1",
                "5.2.1, Figure 5.3",
                "Attempts peak in Push high and Pull low.",
                peaksOf(Measures::attempts, "attempts"),
                "Push does. A Pull attempt is a STEAL ATTEMPT (4.3.2), which follows only when some server may leave its host"
                        + " and raise the entropy. At low load the victims would fall to the pull threshold themselves, so cold"
                        + " hosts ask on and on (STEAL BROADCAST, which is no attempt) and find nothing to steal; at medium"
                        + " load they find more. What peaks in Pull low is the asking: see C8.");
    }

    Claim migrationsPeak() {
        return new Claim(
                "C2",
                "5.2.1, Figure 5.4",
                "Migrations peak in Push high and Pull low, too.",
                peaksOf(Measures::migrations, "migrations"),
                "Push does, where a host has many servers. Hosts of two or three go on exchanging them at medium load. In Pull"
                        + " low there is little to steal (C1).");
    }

    private List<Finding> peaksOf(ToDoubleFunction<RunResult> measure, String what) {
        List<Finding> findings = new ArrayList<>();
        for (Fleet fleet : FLEETS) {
            for (HypervisorKind hypervisor : HYPERVISORS) {
                for (Peak peak : PEAKS) {
                    List<Cell> cells = evidence.cells(
                            ThesisScenario.NORMAL_FIXED,
                            fleet,
                            c -> c.hypervisor() == hypervisor && c.strategy() == peak.strategy);
                    if (cells.size() == LoadLevel.values().length) findings.add(peak(cells, peak, measure, what));
                }
            }
        }
        return findings;
    }

    /**
     * @param cells one for each load
     */
    private Finding peak(List<Cell> cells, Peak peak, ToDoubleFunction<RunResult> measure, String what) {
        List<String> values = new ArrayList<>();
        double most = 0;
        double there = 0;
        for (Cell cell : cells) {
            double value = evidence.results().mean(cell, measure);
            most = Math.max(most, value);
            if (cell.load() == peak.load) there = value;
            values.add(cell.load().name().toLowerCase(Locale.ROOT) + " " + number(value, 0));
        }
        Cell any = cells.get(0);
        return new Finding(
                name(peak.strategy) + ", " + hosts(any.fleet()) + ", " + name(any.hypervisor()) + ": "
                        + String.join(", ", values) + " " + what,
                there == most && there > 0);
    }

    Claim hybridFollows() {
        List<Finding> findings = new ArrayList<>();
        for (Fleet fleet : FLEETS) {
            for (HypervisorKind hypervisor : HYPERVISORS) {
                for (LoadLevel load : LoadLevel.values()) follows(findings, fleet, hypervisor, load);
            }
        }
        return new Claim(
                "C3",
                "5.2.1, Figure 5.10",
                "Hybrid attempts as much as Push at high and as Pull at low load, and more than either at medium.",
                findings,
                "Where it fails the strategies differ by a few attempts: one host that is relieved before another turns cold"
                        + " takes the other's attempt away.");
    }

    private void follows(List<Finding> findings, Fleet fleet, HypervisorKind hypervisor, LoadLevel load) {
        double push = attempts(fleet, hypervisor, StrategyName.PUSH, load);
        double pull = attempts(fleet, hypervisor, StrategyName.PULL, load);
        double hybrid = attempts(fleet, hypervisor, StrategyName.HYBRID, load);
        if (Double.isNaN(push + pull + hybrid)) return;
        boolean holds = switch (load) {
            case LOW -> hybrid >= MOSTLY * pull;
            case MEDIUM -> hybrid > Math.max(push, pull);
            case HIGH -> hybrid >= MOSTLY * push;
        };
        findings.add(new Finding(
                name(load) + ", " + hosts(fleet) + ", " + name(hypervisor) + ": Push " + number(push, 0) + ", Pull "
                        + number(pull, 0) + ", Hybrid " + number(hybrid, 0),
                holds));
    }

    private double attempts(Fleet fleet, HypervisorKind hypervisor, StrategyName strategy, LoadLevel load) {
        return evidence.cell(ThesisScenario.NORMAL_FIXED, fleet, hypervisor, strategy, load)
                .map(cell -> evidence.results().mean(cell, Measures::attempts))
                .orElse(Double.NaN);
    }

    Claim variableThresholdsRaise() {
        List<Finding> findings = new ArrayList<>();
        for (Fleet fleet : FLEETS) {
            for (HypervisorKind hypervisor : HYPERVISORS) raised(findings, fleet, hypervisor);
        }
        return new Claim(
                "C4",
                "5.2.2, Figure 5.15",
                "Variable thresholds raise the number of attempts.",
                findings,
                "In Push they do: thresholds creep towards the load, and hosts ask that else would not. Pull on four hosts has"
                        + " fewer: a fleet that acts earlier is balanced earlier, and asks no more.");
    }

    private void raised(List<Finding> findings, Fleet fleet, HypervisorKind hypervisor) {
        List<Cell> variable = evidence.cells(ThesisScenario.NORMAL, fleet, c -> c.hypervisor() == hypervisor);
        int compared = 0;
        int more = 0;
        double with = 0;
        double without = 0;
        for (Cell cell : variable) {
            Cell fixed = cell.with(ThesisScenario.NORMAL_FIXED);
            if (!evidence.results().has(fixed)) continue;
            double one = evidence.results().mean(cell, Measures::attempts);
            double other = evidence.results().mean(fixed, Measures::attempts);
            compared++;
            if (one > other) more++;
            with += one;
            without += other;
        }
        if (compared == 0) return;
        findings.add(new Finding(
                hosts(fleet) + ", " + name(hypervisor) + ": more in " + more + " of " + compared + " profiles; "
                        + number(without, 0) + " attempts in all without, " + number(with, 0) + " with",
                3 * more >= 2 * compared));
    }

    Claim switchAtHalfTime() {
        List<Finding> findings = new ArrayList<>();
        for (Fleet fleet : FLEETS) {
            turned(findings, fleet, ThesisScenario.BURST, StrategyName.PUSH, true);
            turned(findings, fleet, ThesisScenario.BURST, StrategyName.PULL, false);
            turned(findings, fleet, ThesisScenario.DRAIN, StrategyName.PUSH, false);
            turned(findings, fleet, ThesisScenario.DRAIN, StrategyName.PULL, true);
        }
        return new Claim(
                "C5",
                "5.2.3, 5.2.4",
                "At T = 10 000 s a burst makes all profiles behave like high load and a drain like low load.",
                findings,
                "Push switches. Pull's attempts do not rise after a drain: cold hosts ask, and there is"
                        + " nothing that another may give them (C1).");
    }

    private void turned(
            List<Finding> findings, Fleet fleet, ThesisScenario scenario, StrategyName strategy, boolean up) {
        List<Cell> cells = evidence.cells(scenario, fleet, c -> c.strategy() == strategy);
        if (cells.isEmpty()) return;
        double end = evidence.results().selection().duration().toSeconds();
        double before = 10 * evidence.mean(cells, Measures.between(0, end / 2, Period::attempts));
        double after = 10 * evidence.mean(cells, Measures.between(end / 2, end, Period::attempts));
        findings.add(new Finding(
                name(scenario) + ", " + name(strategy) + ", " + hosts(fleet) + ": " + number(before, 1)
                        + " attempts in 1000 s before, " + number(after, 1) + " after",
                up ? after > before : after < before));
    }

    Claim initialPeak() {
        List<Finding> findings = new ArrayList<>();
        for (Fleet fleet : FLEETS) {
            for (StrategyName strategy : List.of(StrategyName.PUSH, StrategyName.PULL)) {
                initially(findings, fleet, strategy, Rules.UNSETTLED, true);
                initially(findings, fleet, strategy, Rules.THESIS, false);
            }
        }
        return new Claim(
                "C12",
                "5.2.1, Figure 5.3",
                "Attempts have a peak at the beginning only where nobody settles (the simulation), not with the waits of the"
                        + " testbed.",
                findings,
                "A fleet that is drawn unbalanced has most to do at its beginning, with waits or without: the waits spread"
                        + " the same work over minutes, but these still lie in the first 1000 s.");
    }

    private void initially(List<Finding> findings, Fleet fleet, StrategyName strategy, Rules rules, boolean peak) {
        List<Cell> cells = evidence
                .cells(ThesisScenario.NORMAL_FIXED, fleet, c -> c.strategy() == strategy && c.load() != LoadLevel.HIGH)
                .stream()
                .map(cell -> cell.with(rules))
                .filter(evidence.results()::has)
                .toList();
        if (cells.isEmpty()) return;
        double end = evidence.results().selection().duration().toSeconds();
        double first = 10 * evidence.mean(cells, Measures.between(0, 1000, Period::attempts));
        double later = 10 * evidence.mean(cells, Measures.between(1000, end, Period::attempts));
        findings.add(new Finding(
                name(strategy) + ", " + hosts(fleet) + ", " + (rules == Rules.THESIS ? "settling" : "not settling")
                        + ": " + number(first, 1) + " attempts in the first 1000 s, then " + number(later, 1)
                        + " on average",
                first > 2 * later == peak));
    }
}
