package io.drover.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.cli.CommandSession;
import io.drover.config.Environment;
import io.drover.config.Option;
import io.drover.config.Options;
import io.drover.fleet.WitnessStand;
import io.drover.model.Settings.StrategyName;
import io.drover.scenario.Pattern;
import io.drover.scenario.Workload;
import io.drover.simulation.Summary;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LabTest {

    @TempDir
    private Path directory;

    private final List<FleetPicture> pictures = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final CountDownLatch relieved = new CountDownLatch(1);

    private final Display display = new Display() {
        @Override
        public void show(FleetPicture picture, List<AgentLines.Item> news) {
            pictures.add(picture);
            news.forEach(item -> said.add(item.host() + ": " + item.text()));
            boolean hot = picture.hosts().stream().anyMatch(row -> row.load() >= 0.7);
            boolean arrived = said.stream().anyMatch(line -> line.endsWith("has come from host-1"));
            if (!hot && arrived && picture.moves().isEmpty()) relieved.countDown();
        }

        @Override
        public void end() {}
    };

    @AfterEach
    void nothingSpeaksAgainstTheirJournals() {
        WitnessStand.nothingSpeaksAgainst(directory.resolve("state"));
    }

    @Test
    void realAgentsRelieveAHotHost() throws Exception {
        try (Lab lab = lab(workload(StrategyName.HYBRID, Pattern.HOTSPOT, 3, 12, Duration.ofMinutes(30)), 40)) {
            Lab.Outcome outcome = lab.run(relieved, display);
            Summary summary = outcome.summary();
            assertThat(outcome.violations()).isEmpty();
            assertThat(summary.invariantViolations()).isZero();
            assertThat(summary.hotHosts()).as("%s", said).isEqualTo(new Summary.HotHosts(1, 0));
            assertThat(summary.systemPerformance().end())
                    .isGreaterThan(summary.systemPerformance().start());
            assertThat(summary.migrations()).as("%s", said).isPositive();
            assertThat(summary.failedMigrations()).isZero();
            assertThat(summary.attempts()).isGreaterThanOrEqualTo(summary.migrations());
            assertThat(summary.hotspotSeconds()).isBetween(1.0, summary.durationSeconds() - 1);
            assertThat(summary.migrationGigabytes()).isGreaterThan(0.256 * summary.migrations());
            assertThat(summary.downtimeSeconds()).isPositive();
            assertThat(summary.messages().count()).isPositive();
            assertThat(summary.messages().bytes())
                    .isGreaterThan(300 * summary.messages().count());
            assertThat(summary.placements()).hasSize(12).isEqualTo(lab.cloud().placements());
            assertThat(pictures)
                    .anySatisfy(picture -> assertThat(picture.moves()).isNotEmpty());
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread ->
                        !thread.isDaemon() && thread.getName().matches("(?i).*(qpid|virtualhost|broker|jetty|qtp).*"))
                .isEmpty();
    }

    @Test
    void whoStopsItGetsTheSummarySoFar() throws Exception {
        try (Lab lab = lab(workload(StrategyName.PUSH, Pattern.FLUCTUATION, 2, 6, Duration.ofHours(1)), 20)) {
            Summary summary = lab.run(new CountDownLatch(0), display).summary();
            assertThat(summary.durationSeconds()).isBetween(0.0, 300.0);
            assertThat(summary.strategy()).isEqualTo("push");
        }
    }

    /** What the contract asks of the default world, with each strategy. */
    @Tag("long")
    @ParameterizedTest
    @EnumSource(names = {"PUSH", "PULL", "HYBRID"})
    void everyStrategyBalances(StrategyName strategy) throws Exception {
        try (Lab lab = lab(workload(strategy, Pattern.HOTSPOT, 4, 24, Duration.ofMinutes(15)), 20)) {
            Lab.Outcome outcome = lab.run(new CountDownLatch(1), display);
            Summary summary = outcome.summary();
            assertThat(outcome.violations()).isEmpty();
            assertThat(summary.hotHosts()).as("%s", said).isEqualTo(new Summary.HotHosts(1, 0));
            assertThat(summary.systemPerformance().start()).isLessThanOrEqualTo(0.90);
            assertThat(summary.systemPerformance().end()).as("%s", said).isGreaterThanOrEqualTo(0.95);
            assertThat(summary.failedMigrations()).isZero();
        }
    }

    private Lab lab(Workload workload, double speed) throws IOException {
        Environment environment = new Environment(new TreeMap<>(), directory, directory, directory, "lab");
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
        CommandSession session = new CommandSession(
                nowhere, nowhere, environment, () -> new CommandSession.Global(List.of(), List.of(), false));
        Map<Option<?>, String> flags = new LinkedHashMap<>();
        flags.put(Options.STRATEGY, workload.strategy().name().toLowerCase(Locale.ROOT));
        return Lab.start(new LabRequest(workload, speed, 0, 0), new AgentOptions(session, directory, flags, speed));
    }

    private static Workload workload(
            StrategyName strategy, Pattern pattern, int hosts, int servers, Duration duration) {
        Workload usual = Workload.DEFAULT;
        return Workload.builder()
                .hosts(hosts)
                .servers(servers)
                .strategy(strategy)
                .pattern(pattern)
                .hypervisor(usual.hypervisor())
                .profile(usual.profile())
                .duration(duration)
                .seed(1)
                .build();
    }
}
