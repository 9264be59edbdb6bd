package io.drover.report;

import io.drover.model.Settings.StrategyName;
import io.drover.policy.Policy;
import io.drover.policy.PolicyOutcome;
import io.drover.report.document.Block;
import io.drover.report.document.Block.Column;
import io.drover.report.document.Section;
import io.drover.report.document.Text;
import io.drover.scenario.LoadLevel;
import io.drover.scenario.Pattern;
import io.drover.scenario.Recording;
import io.drover.scenario.Workload;
import io.drover.simulate.SampledSizes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Other policies in the same simulation, on the same workloads. */
final class PolicySection {

    private static final Duration DAY = Duration.ofHours(24);
    private static final int MANY = 800;
    private static final double CPUS = 2;

    /** Updates from all to all grow with the square of the hosts. */
    private static final int MOST_FOR_UPDATES = 400;

    private PolicySection() {}

    /** A row of the table. */
    private record Decider(Policy policy, StrategyName strategy) {
        String name() {
            return policy == Policy.DROVER
                    ? "Drover, " + Names.lower(strategy)
                    : policy.option().replace('-', ' ');
        }
    }

    /** A workload that all policies get. */
    record Load(String id, String title, Workload workload) {}

    private static List<Decider> deciders(Load load) {
        List<Decider> all = new ArrayList<>();
        for (Policy policy : List.of(
                Policy.NONE,
                Policy.CLAIRVOYANT,
                Policy.GREEDY,
                Policy.WATCHER_WORKLOAD_STABILIZATION,
                Policy.WATCHER_WORKLOAD_BALANCE,
                Policy.CENTRALISED,
                Policy.PERIODIC_UPDATES)) {
            all.add(new Decider(policy, StrategyName.HYBRID));
        }
        if (load.workload().hosts() > MOST_FOR_UPDATES) all.removeIf(each -> each.policy() == Policy.PERIODIC_UPDATES);
        for (StrategyName strategy : StrategyName.values()) all.add(new Decider(Policy.DROVER, strategy));
        return all;
    }

    /** The thesis' second and fifth scenario with 19 hosts, and each recording as it is and on as few hosts as it fills. */
    static List<Load> loads(List<Recording> recordings) {
        List<Load> loads = new ArrayList<>();
        for (Pattern pattern : List.of(Pattern.HOTSPOT, Pattern.FLUCTUATION)) {
            String title = "19 hosts, medium load, " + Names.lower(pattern) + ", 20 000 s";
            loads.add(new Load(
                    "19-" + Names.lower(pattern),
                    title,
                    workload(19, pattern, Duration.ofSeconds(20_000), Optional.empty())));
        }
        for (Recording recording : recordings) {
            String day = name(recording);
            for (int hosts : new int[] {packed(recording), MANY}) {
                loads.add(new Load(
                        day + "-" + hosts,
                        day + ": " + recording.rows().size() + " servers on " + hosts + " hosts, 24 h",
                        workload(hosts, Pattern.TRACE, DAY, Optional.of(recording))));
            }
        }
        return loads;
    }

    private static String name(Recording recording) {
        return Path.of(recording.name()).getFileName().toString().replaceAll("\\W+.*", "");
    }

    /** So many hosts of 2 CPUs have medium load on average. */
    private static int packed(Recording recording) {
        double cpus = 0;
        for (short[] row : recording.rows()) {
            long sum = 0;
            for (short share : row) sum += share;
            cpus += sum / Recording.WHOLE / row.length;
        }
        return Math.max(2, (int) Math.round(cpus / CPUS / LoadLevel.MEDIUM.normalizedLoad()));
    }

    private static Workload workload(int hosts, Pattern pattern, Duration duration, Optional<Recording> recording) {
        return Workload.builder()
                .hosts(hosts)
                .strategy(StrategyName.HYBRID)
                .pattern(pattern)
                .duration(duration)
                .seed(1)
                .recording(recording)
                .build();
    }

    static List<Job<?>> jobs(List<Load> loads) {
        List<Job<?>> jobs = new ArrayList<>();
        for (Load load : loads) {
            for (Decider decider : deciders(load)) {
                Workload workload = under(load.workload(), decider.strategy());
                jobs.add(new Job<>(
                        id(load, decider),
                        workload.command() + " " + decider.policy().option(),
                        PolicyOutcome.class,
                        () -> PolicyOutcome.of(
                                decider.policy(), decider.policy().run(workload.scenario(), new SampledSizes()))));
            }
        }
        return jobs;
    }

    private static String id(Load load, Decider decider) {
        return "policy-" + load.id() + "-" + decider.name().replaceAll("\\W+", "-");
    }

    private static Workload under(Workload workload, StrategyName strategy) {
        return workload.toBuilder().strategy(strategy).build();
    }

    static Section of(List<Load> loads, Map<String, Object> results) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                new Block.Paragraph("Everybody gets the same hosts, servers, loads and migration network, and Drover's"
                        + " default thresholds (0.70 and 0.30). Watcher's strategies are written from their published descriptions"
                        + " with their defaults; centralised and periodic updates are the two ideas of the thesis' section 6.2;"
                        + " see `doc/policies.md`. Seed 1. Host-seconds hot are those at or above 0.70."));
        for (Load load : loads) blocks.add(table(load, results));
        if (loads.stream().allMatch(load -> load.workload().recording().isEmpty())) {
            blocks.add(new Block.Paragraph("Recorded loads join with `--trace FILE` (repeatable)."));
        }
        if (loads.stream().anyMatch(load -> load.workload().hosts() > MOST_FOR_UPDATES)) {
            blocks.add(
                    new Block.Paragraph(
                            "Periodic updates are not run on more than " + MOST_FOR_UPDATES
                                    + " hosts: each tells all others every minute, which is 921 million deliveries a day with 800 hosts."));
        }
        return new Section("policies", "Other policies on the same workloads", blocks);
    }

    private static Block table(Load load, Map<String, Object> results) {
        List<List<Text>> rows = new ArrayList<>();
        for (Decider decider : deciders(load)) {
            PolicyOutcome outcome = (PolicyOutcome) results.get(id(load, decider));
            rows.add(List.of(
                    decider.policy() == Policy.DROVER ? Text.strong(decider.name()) : Text.of(decider.name()),
                    Text.of(Numbers.of(outcome.hotHostSeconds(), 0)),
                    Text.of(Numbers.of(outcome.meanPerformance(), 4)),
                    Text.of(Numbers.of(outcome.minPerformance(), 4)),
                    Text.of(Numbers.of(outcome.meanDeviation(), 3)),
                    Text.of(Numbers.of(outcome.migrations(), 0)),
                    Text.of(Numbers.of(outcome.gigabytes(), 1)),
                    Text.of(Numbers.of(outcome.downtimeSeconds(), 1)),
                    Text.of(Numbers.of(outcome.messages(), 0)),
                    Text.of(Numbers.of(outcome.bytes() / 1e6, 1))));
        }
        return new Block.Table(
                load.title(),
                List.of(
                        Column.words("Policy"),
                        Column.number("Host-seconds hot"),
                        Column.number("Performance, mean"),
                        Column.number("least"),
                        Column.number("Deviation of loads"),
                        Column.number("Migrations"),
                        Column.number("GB moved"),
                        Column.number("Downtime, s"),
                        Column.number("Messages"),
                        Column.number("MB of them")),
                rows);
    }
}
