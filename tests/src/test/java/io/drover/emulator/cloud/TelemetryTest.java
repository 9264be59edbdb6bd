package io.drover.emulator.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.drover.emulator.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TelemetryTest {

    private static final double SECOND = 1e9;

    private final SettableClock clock = new SettableClock();

    @Test
    void cpuTimeIsUtilisationTimesVcpus() {
        EmulatedCloud cloud = Topology.on(clock)
                .hosts(1)
                .server("a", "pm1", server -> server.flavor("m1.big").load(0.5))
                .build();
        clock.passSeconds(33);
        assertThat(cpuNanos(cloud, "a")).isCloseTo((long) (33 * 2 * SECOND), within(1_000L));
    }

    @Test
    void guestsOfAnOverloadedHostShareItsCpus() {
        EmulatedCloud cloud = Topology.on(clock)
                .host("pm1", host -> host.pCpus(4).baseLoad(1))
                .server("a", "pm1", server -> server.flavor("m1.big").load(1))
                .server("b", "pm1", server -> server.flavor("m1.big").load(0.75))
                .build();
        clock.passSeconds(10);
        assertThat(cpuNanos(cloud, "a")).isCloseTo((long) (10 * 4 * 0.5 * SECOND), within(1_000L));
        assertThat(cpuNanos(cloud, "b")).isCloseTo((long) (10 * 3 * 0.5 * SECOND), within(1_000L));
        assertThat(cloud.readings().get(0).normalizedLoad()).isEqualTo(2);
    }

    @Test
    void aMigrationStartsCpuTimeAgainAndGivesOneNegativeRate() {
        EmulatedCloud cloud = Topology.on(clock)
                .hosts(2)
                .server("a", "pm1", server -> server.load(0.8))
                .build();
        clock.passSeconds(123);
        cloud.migrate("a", "pm2");
        clock.passSeconds(77);
        List<MetricPoints.Measure> rates = cloud.inside(() ->
                cloud.fleet().serverNamed("a").telemetry().cpu().measures("rate:mean", 10, Instant.EPOCH, Instant.MAX));
        assertThat(rates.stream().filter(rate -> rate.value() < 0))
                .singleElement()
                .satisfies(rate -> assertThat(rate.at()).isEqualTo(SettableClock.START.plusSeconds(130)));
        assertThat(rates.get(rates.size() - 1).value()).isCloseTo(10 * 1.6 * SECOND, within(10.0));
        assertThat(cpuNanos(cloud, "a")).isLessThan((long) (76 * 1.6 * SECOND));
    }

    @Test
    void gnocchiIsWrongAboutTheHostUntilTheNextPoll() {
        EmulatedCloud cloud = Topology.on(clock)
                .settings(CloudSettings.defaults().withPoll(Duration.ofMinutes(5)))
                .hosts(2)
                .server("a", "pm1")
                .build();
        cloud.migrate("a", "pm2");
        clock.passSeconds(2);
        assertThat(believed(cloud)).isEqualTo("pm2");
        clock.passSeconds(60);
        assertThat(believed(cloud)).isEqualTo("pm1");
        clock.passSeconds(240);
        assertThat(believed(cloud)).isEqualTo("pm2");
    }

    @Test
    void theSameReadingsGiveTheSameStateAndMoreReadingsDoNotChangeIt() {
        assertThat(run(7, 1)).isEqualTo(run(7, 1)).isEqualTo(run(7, 40));
    }

    @Test
    void aWarmCloudHasAPast() {
        EmulatedCloud cloud = Topology.on(clock)
                .settings(CloudSettings.defaults().withWarmUp(Duration.ofHours(2)))
                .hosts(1)
                .server("a", "pm1", server -> server.load(1))
                .build();
        assertThat(cloud.readings().get(0).loadAverages().get(2)).isCloseTo(2, within(0.01));
        int points = cloud.inside(
                () -> cloud.fleet().serverNamed("a").telemetry().cpu().size());
        assertThat(points).as("an hour of polls is kept").isEqualTo(361);
    }

    @Test
    void aSeriesKeepsTheNewestInOrder() {
        MetricPoints series = new MetricPoints(3);
        for (int second : new int[] {10, 40, 20, 30, 40}) {
            series.add(Instant.ofEpochSecond(second), second);
        }
        assertThat(series.measures("mean", 10, Instant.EPOCH, Instant.MAX))
                .extracting(MetricPoints.Measure::value)
                .containsExactly(20.0, 30.0, 40.0);
        assertThat(series.measures("sum", 60, Instant.EPOCH, Instant.MAX))
                .extracting(MetricPoints.Measure::value)
                .containsExactly(90.0);
    }

    private static String run(long seed, int readingsPerStep) {
        SettableClock clock = new SettableClock();
        SplittableRandom random = new SplittableRandom(seed);
        EmulatedCloud cloud = Topology.on(clock)
                .hosts(3)
                .servers(
                        9,
                        "pm1",
                        server -> server.load(Load.trace(
                                SettableClock.START, Duration.ofSeconds(7), random.nextDouble(), random.nextDouble())))
                .build();
        StringBuilder state = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            for (int j = 0; j < readingsPerStep; j++) {
                clock.passSeconds(8.0 / readingsPerStep);
                cloud.readings();
            }
            if (i % 20 == 3) {
                cloud.migrate("vm-" + (i / 20 + 1), "pm2");
            }
            cloud.readings()
                    .forEach(reading -> state.append(reading.name())
                            .append(reading.runnable())
                            .append(reading.loadAverages()));
            state.append(cpuNanos(cloud, "vm-1")).append(cloud.placements());
        }
        return state.toString();
    }

    private static long cpuNanos(EmulatedCloud cloud, String server) {
        return cloud.inside(() -> cloud.fleet().serverNamed(server).cpuNanos(cloud.now()));
    }

    private static String believed(EmulatedCloud cloud) {
        return cloud.inside(() -> cloud.fleet().serverNamed("a").telemetry().host());
    }
}
