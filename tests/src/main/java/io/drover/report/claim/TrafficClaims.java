package io.drover.report.claim;

import static io.drover.report.claim.Evidence.FLEETS;
import static io.drover.report.claim.Evidence.hosts;
import static io.drover.report.claim.Evidence.name;
import static io.drover.report.claim.Evidence.number;

import io.drover.experiment.Cell;
import io.drover.experiment.Fleet;
import io.drover.experiment.RunResult;
import io.drover.experiment.ThesisScenario;
import io.drover.report.Estimate;
import io.drover.report.Measures;
import io.drover.scenario.HypervisorKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.hipparchus.stat.StatUtils;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/** What the protocol costs. */
final class TrafficClaims {

    private static final double FOLLOWS = 0.7;
    /** kb/s. */
    private static final double FAST_ETHERNET = 100_000;

    private static final double NEGLIGIBLE = 0.01;

    private final Evidence evidence;

    TrafficClaims(Evidence evidence) {
        this.evidence = evidence;
    }

    Claim followsMigrations() {
        List<Finding> findings = new ArrayList<>();
        for (Fleet fleet : FLEETS) {
            List<Cell> cells = cells(fleet);
            if (cells.size() < 3) continue;
            double[] traffic = means(cells, Measures::kbPerSecond);
            double migrations = correlation(traffic, means(cells, Measures::migrations));
            double attempts = correlation(traffic, means(cells, Measures::attempts));
            findings.add(new Finding(
                    hosts(fleet) + ": rank correlation over " + cells.size() + " cells " + number(migrations, 2)
                            + " with migrations, " + number(attempts, 2) + " with attempts",
                    migrations >= FOLLOWS));
            double peak = cells.stream()
                    .mapToDouble(cell -> evidence.results()
                            .mean(
                                    cell,
                                    run -> Arrays.stream(Measures.traffic(run))
                                            .max()
                                            .orElse(0)))
                    .max()
                    .orElse(0);
            findings.add(new Finding(
                    hosts(fleet) + ": the busiest 1000 s of any cell have " + number(peak, 1) + " kb/s, "
                            + number(100 * peak / FAST_ETHERNET, 3) + " % of 100 Mb/s",
                    peak < NEGLIGIBLE * FAST_ETHERNET));
        }
        return new Claim(
                "C8",
                "5.2.1 to 5.2.5",
                "Overhead traffic follows migrations and is negligible on 100 Mb/s.",
                findings,
                "It follows the asking, not the migrating: every auction is a broadcast with a reply from"
                        + " each host, whether or not a migration comes of it, and most of Push high's and Pull low's"
                        + " do not. With 4 hosts it is negligible all the same; with 19, where as many ask as many, the"
                        + " thesis' rules come to hundreds of kilobits a second in Push high. Drover's own rules do not"
                        + " repeat fruitless auctions, and a scope asks fewer (see Scale).");
    }

    private List<Cell> cells(Fleet fleet) {
        List<Cell> all = new ArrayList<>();
        for (ThesisScenario scenario : ThesisScenario.values()) all.addAll(evidence.cells(scenario, fleet, c -> true));
        return all;
    }

    private double[] means(List<Cell> cells, ToDoubleFunction<RunResult> measure) {
        return cells.stream()
                .mapToDouble(cell -> evidence.results().mean(cell, measure))
                .toArray();
    }

    private static double correlation(double[] one, double[] other) {
        return new SpearmansCorrelation().correlation(one, other);
    }

    Claim xenHasMore() {
        List<Finding> findings = new ArrayList<>();
        for (ThesisScenario scenario : ThesisScenario.values()) {
            double xen = traffic(scenario, HypervisorKind.XEN);
            double kvm = traffic(scenario, HypervisorKind.KVM);
            if (Double.isNaN(xen) || Double.isNaN(kvm)) continue;
            findings.add(new Finding(
                    "scenario " + scenario.number() + ": " + number(xen, 2) + " kb/s on Xen, " + number(kvm, 2)
                            + " on KVM",
                    xen > kvm));
        }
        return new Claim(
                "C18",
                "Tables 5-2 to 5-11",
                "Overhead traffic is larger on Xen than on KVM.",
                findings,
                "As with the migrations (C9): traffic comes from hosts that stay hot or cold, and fleets of fewer, coarser"
                        + " servers, KVM's here, have more of them.");
    }

    private double traffic(ThesisScenario scenario, HypervisorKind hypervisor) {
        return evidence.mean(
                evidence.cells(scenario, Fleet.TESTBED, c -> c.hypervisor() == hypervisor), Measures::kbPerSecond);
    }

    Claim variableThresholdsCost() {
        return new Claim(
                "C19",
                "5.2.2, Tables 5-2 to 5-5",
                "Variable thresholds raise the mean overhead traffic on Xen, not visibly on KVM.",
                changes(ThesisScenario.NORMAL, ThesisScenario.NORMAL_FIXED, Measures::kbPerSecond, "kb/s"),
                "They raise it in quiet profiles and lower it in Push high, where the threshold that returns to its base"
                        + " after each migration makes fewer hosts hot; the sum is dominated by the latter.");
    }

    Claim burstScatters() {
        return new Claim(
                "C20",
                "5.2.3, Tables 5-2 to 5-7",
                "A burst makes the overhead traffic of 1000 s scatter more than in scenario 2 on Xen, not on KVM.",
                changes(ThesisScenario.BURST, ThesisScenario.NORMAL, TrafficClaims::deviation, "kb/s deviation"),
                "Two loads in one run scatter more on both: here KVM's traffic changes with the load as Xen's does.");
    }

    Claim fluctuationCosts() {
        return new Claim(
                "C21",
                "5.2.5, Tables 5-4 and 5-10",
                "Fluctuation raises the mean overhead traffic over scenario 2's on Xen.",
                changes(ThesisScenario.FLUCTUATION, ThesisScenario.NORMAL, Measures::kbPerSecond, "kb/s").stream()
                        .filter(finding -> finding.evidence().startsWith("Xen"))
                        .toList(),
                "Whether it does depends on where the load goes: leavers are drawn from all servers, newcomers at other"
                        + " times, and a fleet that happens to lose load first has fewer hot hosts for a while.");
    }

    /** Expected to rise on Xen and not to rise clearly on KVM. */
    private List<Finding> changes(
            ThesisScenario later, ThesisScenario earlier, ToDoubleFunction<RunResult> measure, String unit) {
        List<Finding> findings = new ArrayList<>();
        for (HypervisorKind hypervisor : Evidence.HYPERVISORS) {
            List<Cell> after = evidence.cells(later, Fleet.TESTBED, c -> c.hypervisor() == hypervisor).stream()
                    .filter(cell -> evidence.results().has(cell.with(earlier)))
                    .toList();
            if (after.isEmpty()) continue;
            List<Cell> before = after.stream().map(cell -> cell.with(earlier)).toList();
            Estimate more = evidence.difference(after, before, measure);
            boolean rises =
                    hypervisor == HypervisorKind.XEN ? more.mean() > 0 : more.mean() > 0 && more.clearlyNotZero();
            findings.add(new Finding(
                    name(hypervisor) + ", 4 hosts: " + number(evidence.mean(before, measure), 2) + " to "
                            + number(evidence.mean(after, measure), 2) + " " + unit + " (" + more.text(2) + ")",
                    rises == (hypervisor == HypervisorKind.XEN)));
        }
        return findings;
    }

    private static double deviation(RunResult run) {
        return Math.sqrt(StatUtils.variance(Measures.traffic(run)));
    }
}
