package io.drover.benchmark;

import io.drover.engine.AuctionEngine;
import io.drover.model.AuctionScope;
import io.drover.model.Settings.StrategyName;
import io.drover.scenario.Scenario;
import io.drover.scenario.Workload;
import io.drover.simulation.MessageSize;
import io.drover.simulation.Result;
import io.drover.simulation.Simulation;
import io.drover.simulation.Summary;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What an hour of a fleet costs to simulate, and its auctions in messages: {@code main}, run by {@code tests/scale.sh};
 * see doc/benchmarks.md. As the report's section on scale, with any number of hosts: ten servers each, medium load, Push.
 */
public final class ScaleBenchmark {

    /** Of each host's own, MB/s. */
    private static final double LINK = 125;

    private static final int HOSTS_OF_A_GROUP = 32;

    private ScaleBenchmark() {}

    /**
     * @param arguments hosts, and the scope of auctions
     */
    public static void main(String[] arguments) {
        int hosts = Integer.parseInt(arguments[0]);
        Scenario scenario = scenario(hosts).inviting(AuctionScope.parse(arguments[1]));
        Summary summary = run(scenario).summary();
        double cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
        long attempts = Math.max(1, summary.attempts());
        System.out.printf(
                "%s %d %.2f %d %d %.1f %.1f %d %.4f %.0f%n",
                arguments[1],
                hosts,
                cpu,
                summary.attempts(),
                summary.messages().count(),
                (double) summary.messages().count() / attempts,
                summary.messages().bytes() / 1000.0 / attempts,
                summary.migrations(),
                summary.systemPerformance().end(),
                summary.hotspotSeconds());
    }

    private static Result run(Scenario scenario) {
        Result result = Simulation.run(scenario, AuctionEngine::new, MessageSize.ESTIMATE);
        if (!result.violations().isEmpty())
            throw new AssertionError(result.violations().toString());
        return result;
    }

    private static Scenario scenario(int hosts) {
        return Workload.builder()
                .hosts(hosts)
                .servers(hosts * 10)
                .strategy(StrategyName.PUSH)
                .duration(Duration.ofHours(1))
                .seed(1)
                .build()
                .scenario()
                .grouped(hosts / HOSTS_OF_A_GROUP + 1)
                .unshared(LINK);
    }
}
