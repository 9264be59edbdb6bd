package io.drover.report.claim;

import static io.drover.report.claim.Evidence.FLEETS;
import static io.drover.report.claim.Evidence.HYPERVISORS;
import static io.drover.report.claim.Evidence.hosts;
import static io.drover.report.claim.Evidence.name;
import static io.drover.report.claim.Evidence.number;

import io.drover.experiment.Cell;
import io.drover.experiment.Fleet;
import io.drover.experiment.ThesisScenario;
import io.drover.model.Settings.StrategyName;
import io.drover.report.Estimate;
import io.drover.report.Measures;
import io.drover.report.Results;
import io.drover.scenario.HypervisorKind;
import io.drover.scenario.LoadLevel;
import io.drover.simulation.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How well fleets are balanced. */
final class PerformanceClaims {

    private static final double HIGH_PERFORMANCE = 0.95;
    /** Less than this is no difference in system performance that a curve would show. */
    private static final double VISIBLE = 0.005;

    private static final double DIP = 0.01;

    private final Evidence evidence;
    private final Results results;
    private final double end;

    PerformanceClaims(Evidence evidence) {
        this.evidence = evidence;
        this.results = evidence.results();
        this.end = results.selection().duration().toSeconds();
    }

    private double later(Cell cell) {
        return results.mean(cell, Measures.between(end / 2, end, Period::systemPerformance));
    }

    Claim fewHostsReachHigh() {
        List<Finding> findings = new ArrayList<>();
        for (HypervisorKind hypervisor : HYPERVISORS) {
            List<Cell> few =
                    evidence.cells(ThesisScenario.NORMAL_FIXED, Fleet.TESTBED, c -> c.hypervisor() == hypervisor);
            List<Cell> many =
                    evidence.cells(ThesisScenario.NORMAL_FIXED, Fleet.SIMULATION, c -> c.hypervisor() == hypervisor);
            if (few.isEmpty() || many.isEmpty()) continue;
            double least = few.stream().mapToDouble(this::later).min().orElseThrow();
            findings.add(new Finding(
                    name(hypervisor) + ", 4 hosts: the worst of " + few.size() + " profiles has " + number(least, 4)
                            + " in the second half",
                    least >= HIGH_PERFORMANCE));
            findings.add(new Finding(
                    name(hypervisor) + ": from the worst to the best profile " + number(spread(few), 4)
                            + " with 4 hosts, " + number(spread(many), 4) + " with 19",
                    spread(many) > spread(few)));
        }
        return new Claim(
                "C6",
                "5.2.1, Figure 5.2",
                "With 4 hosts all profiles reach a high system performance; with 19 they separate.",
                findings,
                "By the thesis' rules any number of servers may leave a host at once. At medium load on KVM, where a host"
                        + " has two or three, hosts therefore go on exchanging them, most in Hybrid. Push low hardly acts:"
                        + " at a load of 0.25 no host stays at 0.55, so what was drawn unbalanced remains so. And"
                        + " profiles lie further apart with 4 hosts than with 19: a few coarse servers have few placements,"
                        + " one server too many is a quarter of the fleet's balance, and entropy loses contrast with"
                        + " size.");
    }

    private double spread(List<Cell> cells) {
        double most = cells.stream().mapToDouble(this::later).max().orElseThrow();
        return most - cells.stream().mapToDouble(this::later).min().orElseThrow();
    }

    Claim fluctuationIsAbsorbed() {
        List<Finding> findings = new ArrayList<>();
        for (Fleet fleet : FLEETS) {
            for (StrategyName strategy : List.of(StrategyName.PUSH, StrategyName.PULL, StrategyName.HYBRID)) {
                List<Cell> moving = evidence.cells(ThesisScenario.FLUCTUATION, fleet, c -> c.strategy() == strategy);
                if (moving.isEmpty()) continue;
                double mean = evidence.mean(moving, Measures::meanPerformance);
                findings.add(new Finding(
                        name(strategy) + ", " + hosts(fleet) + ": mean system performance " + number(mean, 4)
                                + " while half the servers come or go",
                        mean >= HIGH_PERFORMANCE));
            }
        }
        return new Claim(
                "C7",
                "5.2.5",
                "Fluctuation is absorbed: system performance stays high.",
                findings,
                "With few hosts at low load a host that lost its servers stays almost empty for as long as no other may give"
                        + " one away (its source would become cold).");
    }

    Claim hybridAddsNothing() {
        List<Finding> findings = new ArrayList<>();
        for (Fleet fleet : FLEETS) {
            for (LoadLevel load : LoadLevel.values()) hybridAgainstBest(findings, fleet, load);
        }
        return new Claim(
                "C11",
                "5.2.1 to 5.2.5",
                "Hybrid does not improve system performance beyond Push and Pull.",
                findings,
                "Where the better of the two is not the same in all draws, Hybrid has the better one's effect in each.");
    }

    private void hybridAgainstBest(List<Finding> findings, Fleet fleet, LoadLevel load) {
        List<Cell> hybrid = new ArrayList<>();
        for (ThesisScenario scenario : List.of(ThesisScenario.NORMAL_FIXED, ThesisScenario.NORMAL)) {
            hybrid.addAll(
                    evidence.cells(scenario, fleet, c -> c.strategy() == StrategyName.HYBRID && c.load() == load));
        }
        List<Cell> push = hybrid.stream()
                .map(c -> c.with(StrategyName.PUSH))
                .filter(results::has)
                .toList();
        List<Cell> pull = hybrid.stream()
                .map(c -> c.with(StrategyName.PULL))
                .filter(results::has)
                .toList();
        if (hybrid.isEmpty() || push.size() != hybrid.size() || pull.size() != hybrid.size()) return;
        boolean pushIsBest =
                evidence.mean(push, Measures::meanPerformance) >= evidence.mean(pull, Measures::meanPerformance);
        Estimate more = evidence.difference(hybrid, pushIsBest ? push : pull, Measures::meanPerformance);
        findings.add(new Finding(
                name(load) + ", " + hosts(fleet) + ": Hybrid " + signed(more) + " against "
                        + (pushIsBest ? "Push" : "Pull"),
                more.mean() < VISIBLE));
    }

    Claim variableThresholdsHelpMany() {
        List<Finding> findings = new ArrayList<>();
        for (Fleet fleet : FLEETS) {
            List<Cell> variable = evidence.cells(ThesisScenario.NORMAL, fleet, c -> true);
            List<Cell> fixed = variable.stream()
                    .map(cell -> cell.with(ThesisScenario.NORMAL_FIXED))
                    .filter(results::has)
                    .toList();
            if (fixed.size() != variable.size() || fixed.isEmpty()) continue;
            Estimate more = evidence.difference(variable, fixed, Measures::meanPerformance);
            boolean helps = more.mean() > 0 && more.clearlyNotZero();
            findings.add(new Finding(
                    hosts(fleet) + ": mean system performance " + signed(more) + " over all profiles",
                    helps == (fleet == Fleet.SIMULATION)));
        }
        return new Claim(
                "C13",
                "5.2.2, Figure 5.14",
                "Variable thresholds improve system performance with 19 hosts, not with 4.",
                findings,
                "By the thesis' rules a host accepts by its current thresholds. While they creep towards each"
                        + " other, hosts act earlier, but fewer may give or take: with 19 hosts Pull low and Hybrid low lose"
                        + " about as much balance by that as the others win.");
    }

    Claim burstAndDrainDip() {
        List<Finding> findings = new ArrayList<>();
        for (ThesisScenario scenario : List.of(ThesisScenario.BURST, ThesisScenario.DRAIN)) {
            for (HypervisorKind hypervisor : HYPERVISORS) {
                dip(findings, scenario, Fleet.SIMULATION, hypervisor, true);
                boolean dips = scenario == ThesisScenario.DRAIN && hypervisor == HypervisorKind.KVM;
                dip(findings, scenario, Fleet.TESTBED, hypervisor, dips);
            }
        }
        return new Claim(
                "C14",
                "5.2.3, 5.2.4",
                "Burst and drain make system performance dip with 19 hosts; with 4 only the drain on KVM does.",
                findings,
                "A drain makes every fleet dip, and KVM's most: with two or three servers a host, each load that changes on"
                        + " its own counts. A burst makes KVM's dip with 4 hosts as with 19, and Xen's smaller servers"
                        + " hardly: it adds loads that are drawn as evenly as those before, and entropy weighs the same"
                        + " differences less at a higher load.");
    }

    private void dip(
            List<Finding> findings, ThesisScenario scenario, Fleet fleet, HypervisorKind hypervisor, boolean expected) {
        List<Cell> cells = evidence.cells(scenario, fleet, c -> c.hypervisor() == hypervisor);
        if (cells.isEmpty()) return;
        double before = evidence.mean(cells, Measures.between(end / 2 - 1000, end / 2, Period::systemPerformance));
        double least =
                evidence.mean(cells, run -> Measures.least(run, end / 2, end / 2 + 1000, Period::systemPerformance));
        findings.add(new Finding(
                name(scenario) + ", " + name(hypervisor) + ", " + hosts(fleet) + ": " + number(before, 3)
                        + " before T, down to " + number(least, 3) + " after it",
                before - least > DIP == expected));
    }

    Claim lowProfilesSink() {
        List<Finding> findings = new ArrayList<>();
        for (HypervisorKind hypervisor : HYPERVISORS) {
            for (StrategyName strategy : List.of(StrategyName.PUSH, StrategyName.PULL)) {
                evidence.cell(ThesisScenario.FLUCTUATION, Fleet.SIMULATION, hypervisor, strategy, LoadLevel.LOW)
                        .ifPresent(cell -> findings.add(sinks(cell)));
            }
        }
        return new Claim(
                "C15",
                "5.2.5, Figure 5.47",
                "Under fluctuation with 19 hosts Push low and Pull low sink in the end.",
                findings,
                "Newcomers are put where Nova's scheduler puts them, on the host with most free memory, so arrivals balance"
                        + " the fleet by themselves; the earlier simulation does not say where it put them.");
    }

    private Finding sinks(Cell cell) {
        double middle = results.mean(cell, Measures.between(end / 4, end / 2, Period::systemPerformance));
        double last = results.mean(cell, Measures.between(0.75 * end, end, Period::systemPerformance));
        return new Finding(
                cell.profile() + ", " + name(cell.hypervisor()) + ": " + number(middle, 4) + " in the second quarter, "
                        + number(last, 4) + " in the last",
                middle - last > VISIBLE);
    }

    Claim pushHighIsBest() {
        List<Finding> findings = new ArrayList<>();
        for (HypervisorKind hypervisor : HYPERVISORS) {
            List<Cell> ranked = evidence
                    .cells(
                            ThesisScenario.NORMAL_FIXED,
                            Fleet.SIMULATION,
                            c -> c.hypervisor() == hypervisor && c.strategy() != StrategyName.HYBRID)
                    .stream()
                    .sorted(Comparator.comparingDouble(this::later).reversed())
                    .toList();
            if (ranked.size() < 6) continue;
            findings.add(rank(ranked, "Push high", 0, "best"));
            findings.add(rank(ranked, "Pull high", ranked.size() - 1, "worst"));
        }
        return new Claim(
                "C16",
                "5.2.1, Figure 5.2(a)",
                "With 19 hosts Push high has the best system performance of all and Pull high the worst.",
                findings,
                "Pull high hardly acts, but starts from a better entropy: the same difference in tasks weighs less at a high"
                        + " load. Worse than it are Push low, which hardly acts either at a load of 0.25 and keeps what was"
                        + " drawn, and Push medium, whose hosts go on exchanging servers, since any number may leave at"
                        + " once.");
    }

    private Finding rank(List<Cell> ranked, String profile, int wanted, String word) {
        int place = 0;
        while (!ranked.get(place).profile().equals(profile)) place++;
        Cell there = ranked.get(wanted);
        return new Finding(
                name(there.hypervisor()) + ": " + profile + " is number " + (place + 1) + " of " + ranked.size()
                        + " with "
                        + number(later(ranked.get(place)), 4) + "; " + word + " is " + there.profile() + " with "
                        + number(later(there), 4),
                place == wanted);
    }

    private static String signed(Estimate estimate) {
        return (estimate.mean() >= 0 ? "+" : "") + estimate.text(4);
    }
}
