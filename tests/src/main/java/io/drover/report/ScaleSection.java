package io.drover.report;

import io.drover.engine.AuctionEngine;
import io.drover.model.AuctionScope;
import io.drover.model.Settings.StrategyName;
import io.drover.report.document.Block;
import io.drover.report.document.Block.Column;
import io.drover.report.document.Section;
import io.drover.report.document.Text;
import io.drover.scenario.Scenario;
import io.drover.scenario.Workload;
import io.drover.simulate.SampledSizes;
import io.drover.simulation.Result;
import io.drover.simulation.Simulation;
import io.drover.simulation.Summary;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How messages and balance grow with the fleet, for each scope of auctions. */
final class ScaleSection {

    private static final int[] HOSTS = {4, 19, 76, 304};
    private static final int SERVERS_PER_HOST = 10;
    private static final List<String> SCOPES = List.of("all", "sample:4");
    /** Of each host's own, MB/s: a hundred migrations on the testbed's one link would not end within the hour. */
    private static final double LINK = 125;

    private static final Duration DURATION = Duration.ofHours(1);

    private ScaleSection() {}

    /**
     * @param cpuSeconds of the simulating thread
     */
    record Point(double cpuSeconds, double kbPerAttempt, Summary summary, double deviation) {}

    static List<Job<?>> jobs() {
        List<Job<?>> jobs = new ArrayList<>();
        for (int hosts : HOSTS) {
            for (String scope : SCOPES) {
                Workload workload = workload(hosts);
                jobs.add(new Job<>(
                        id(hosts, scope),
                        workload.command() + " " + scope + ", links of " + LINK + " MB/s",
                        Point.class,
                        () -> point(workload, scope)));
            }
        }
        return jobs;
    }

    private static String id(int hosts, String scope) {
        return "scale-" + hosts + "-" + scope.replace(':', '-');
    }

    private static Workload workload(int hosts) {
        return Workload.builder()
                .hosts(hosts)
                .servers(hosts * SERVERS_PER_HOST)
                .strategy(StrategyName.PUSH)
                .duration(DURATION)
                .seed(1)
                .build();
    }

    private static Point point(Workload workload, String scope) {
        Scenario scoped =
                workload.scenario().inviting(AuctionScope.parse(scope)).unshared(LINK);
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        Result result = Simulation.run(scoped, AuctionEngine::new, new SampledSizes());
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
        Summary summary = result.summary();
        double kilobytes = summary.messages().bytes() / 1000.0 / Math.max(1, summary.attempts());
        double deviation = result.periods().get(result.periods().size() - 1).standardDeviation();
        return new Point(seconds, kilobytes, summary, deviation);
    }

    static Section of(Map<String, Object> results) {
        List<List<Text>> rows = new ArrayList<>();
        for (String scope : SCOPES) {
            for (int hosts : HOSTS) rows.add(row(scope, (Point) results.get(id(hosts, scope))));
        }
        List<Block> blocks = List.of(
                new Block.Paragraph(
                        "One hour, Push, medium load, ten servers a host, a gigabit for each host, Drover's rules, seed"
                                + " 1. With"
                                + " `auction_scope = all` an auction asks everybody, so its messages grow with the fleet; with"
                                + " `sample:4` it asks four random peers, and twice as many after each failure. CPU seconds are of"
                                + " one core that simulates the whole fleet, while others run beside it; `doc/benchmarks.md` has the"
                                + " series up to 10 000 hosts, measured alone."),
                new Block.Table(
                        "",
                        List.of(
                                Column.words("Scope"),
                                Column.number("Hosts"),
                                Column.number("Simulated in, CPU s"),
                                Column.number("Attempts"),
                                Column.number("Messages"),
                                Column.number("kB an attempt"),
                                Column.number("kb/s a host"),
                                Column.number("Migrations"),
                                Column.number("Performance, end"),
                                Column.number("Deviation, end"),
                                Column.number("Hot hosts, start"),
                                Column.number("end")),
                        rows));
        return new Section("scale", "Scale", blocks);
    }

    private static List<Text> row(String scope, Point point) {
        Summary summary = point.summary();
        return List.of(
                Text.of("`" + scope + "`"),
                Text.strong(Integer.toString(summary.hosts())),
                Text.of(Numbers.of(point.cpuSeconds(), 2)),
                Text.of(Numbers.of(summary.attempts(), 0)),
                Text.of(Numbers.of(summary.messages().count(), 0)),
                Text.of(Numbers.of(point.kbPerAttempt(), 1)),
                Text.of(Numbers.of(summary.messages().kbPerSecondMean() / summary.hosts(), 2)),
                Text.of(Numbers.of(summary.migrations(), 0)),
                Text.of(Numbers.of(summary.systemPerformance().end(), 4)),
                Text.of(Numbers.of(point.deviation(), 3)),
                Text.of(Integer.toString(summary.hotHosts().start())),
                Text.of(Integer.toString(summary.hotHosts().end())));
    }
}
