package io.drover.report.claim;

import static io.drover.report.claim.Evidence.FLEETS;
import static io.drover.report.claim.Evidence.HYPERVISORS;
import static io.drover.report.claim.Evidence.hosts;
import static io.drover.report.claim.Evidence.name;
import static io.drover.report.claim.Evidence.number;

import io.drover.experiment.Cell;
import io.drover.experiment.Fleet;
import io.drover.experiment.Rules;
import io.drover.experiment.ThesisScenario;
import io.drover.report.Estimate;
import io.drover.report.Measures;
import io.drover.scenario.HypervisorKind;
import io.drover.scenario.LoadLevel;
import java.util.ArrayList;
import java.util.List;

/** Xen against KVM, and settling against none. */
final class HypervisorClaims {

    private static final double ALIKE = 2;

    private final Evidence evidence;

    HypervisorClaims(Evidence evidence) {
        this.evidence = evidence;
    }

    Claim xenMigratesMore() {
        List<Finding> findings = new ArrayList<>();
        for (ThesisScenario scenario : ThesisScenario.values()) {
            List<Cell> xen = on(HypervisorKind.XEN, scenario, Fleet.TESTBED);
            List<Cell> kvm = on(HypervisorKind.KVM, scenario, Fleet.TESTBED);
            if (xen.isEmpty() || kvm.isEmpty()) continue;
            double one = evidence.mean(xen, Measures::migrations);
            double other = evidence.mean(kvm, Measures::migrations);
            findings.add(new Finding(
                    "scenario " + scenario.number() + ": " + number(one, 1) + " migrations a run on Xen, "
                            + number(other, 1) + " on KVM",
                    one > other));
        }
        return new Claim(
                "C9",
                "5.2.1, Figures 5.7 and 5.8",
                "Xen migrates more than KVM.",
                findings,
                "A server that adds 2/3 of what it reports makes a mistake of judgement, as the thesis says; but for the same"
                        + " system load there are then half as many servers again on Xen, each smaller. Finer servers reach"
                        + " balance with fewer moves and stay there, while KVM's coarse ones go on changing places. The thesis"
                        + " does not say how many servers it ran on either.");
    }

    Claim xenIsFaster() {
        List<Finding> findings = new ArrayList<>();
        for (Fleet fleet : FLEETS) {
            List<Cell> xen = on(HypervisorKind.XEN, ThesisScenario.NORMAL_FIXED, fleet);
            List<Cell> kvm = on(HypervisorKind.KVM, ThesisScenario.NORMAL_FIXED, fleet);
            if (xen.isEmpty() || kvm.isEmpty()) continue;
            double one = evidence.mean(xen, Measures::secondsToBalance);
            double other = evidence.mean(kvm, Measures::secondsToBalance);
            findings.add(new Finding(
                    hosts(fleet) + ": 90 % of the way to the best placement after " + number(one, 0) + " s on Xen, "
                            + number(other, 0) + " s on KVM (a run that never gets there counts whole)",
                    one < other));
            double attempts = evidence.mean(xen, Measures::attempts);
            double others = evidence.mean(kvm, Measures::attempts);
            findings.add(new Finding(
                    hosts(fleet) + ": " + number(attempts, 0) + " attempts a run on Xen, " + number(others, 0)
                            + " on KVM",
                    attempts < ALIKE * others && others < ALIKE * attempts));
        }
        return new Claim(
                "C10",
                "5.2.1, Figures 5.5 and 5.6",
                "Xen improves system performance faster than KVM, though attempts are alike.",
                findings,
                "The rules are the same, only the servers differ. On Xen there are more and smaller ones, so"
                        + " that a host needs more moves to get rid of the same load, one by one; and an agent that"
                        + " expects 1 where a server brings 2/3 stops earlier.");
    }

    private List<Cell> on(HypervisorKind hypervisor, ThesisScenario scenario, Fleet fleet) {
        return evidence.cells(scenario, fleet, c -> c.hypervisor() == hypervisor);
    }

    Claim withoutSettling() {
        List<Finding> findings = new ArrayList<>();
        for (Fleet fleet : FLEETS) {
            for (HypervisorKind hypervisor : HYPERVISORS) unsettled(findings, fleet, hypervisor);
        }
        return new Claim(
                "C17",
                "5.1, Table 5-1",
                "Without settling, hosts are overloaded by one migration after another; with it they are not.",
                findings,
                "The effect is there in every draw in which a host can win twice within minutes: see the figure. With 19 hosts"
                        + " of KVM it is small beside the heat of hosts that exchange their servers.");
    }

    private void unsettled(List<Finding> findings, Fleet fleet, HypervisorKind hypervisor) {
        List<Cell> settled = evidence.cells(
                ThesisScenario.NORMAL_FIXED, fleet, c -> c.hypervisor() == hypervisor && c.load() == LoadLevel.MEDIUM);
        List<Cell> not = settled.stream()
                .map(cell -> cell.with(Rules.UNSETTLED))
                .filter(evidence.results()::has)
                .toList();
        if (settled.isEmpty() || settled.size() != not.size()) return;
        Estimate hot = evidence.estimate(settled, Measures::hotSeconds);
        Estimate hotter = evidence.estimate(not, Measures::hotSeconds);
        double performance = evidence.mean(settled, Measures::meanPerformance);
        double worse = evidence.mean(not, Measures::meanPerformance);
        double moves = evidence.mean(settled, Measures::migrations);
        double more = evidence.mean(not, Measures::migrations);
        findings.add(new Finding(
                "Medium load, " + hosts(fleet) + ", " + name(hypervisor) + ": host-seconds hot "
                        + number(hotter.mean(), 0) + " without, " + number(hot.mean(), 0) + " with; migrations "
                        + number(more, 0) + " and " + number(moves, 0) + "; mean system performance " + number(worse, 3)
                        + " and " + number(performance, 3),
                hotter.mean() > hot.mean() && worse < performance));
    }
}
