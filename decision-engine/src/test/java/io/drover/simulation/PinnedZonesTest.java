package io.drover.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.engine.AuctionEngine;
import io.drover.model.AuctionScope;
import io.drover.scenario.Pattern;
import io.drover.scenario.Scenario;
import io.drover.scenario.Workload;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Half of the hosts are in another availability zone, servers are pinned to theirs, and auctions ask everybody. */
class PinnedZonesTest {

    private static Scenario scenario(long seed, Duration duration) {
        return Workload.builder()
                .hosts(8)
                .servers(40)
                .pattern(Pattern.HOTSPOT)
                .duration(duration)
                .seed(seed)
                .build()
                .scenario()
                .grouped(2)
                .inviting(new AuctionScope.All())
                .pinned();
    }

    /** The same on a cloud before 2.96. */
    private static Scenario hiding(Scenario pinned) {
        return new Scenario(
                pinned.hosts(),
                pinned.servers(),
                pinned.settings(),
                pinned.conditions().hidingPins(),
                pinned.faults(),
                pinned.incidents(),
                pinned.duration(),
                pinned.seed(),
                pinned.command());
    }

    private static Summary run(Scenario scenario) {
        Result result = Simulation.run(scenario, AuctionEngine::new);
        assertThat(result.violations()).isEmpty();
        return result.summary();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatNovaShowsIsNotBidForAcrossZones(long seed) {
        Summary summary = run(scenario(seed, Duration.ofMinutes(30)));
        assertThat(summary.failedMigrations()).isZero();
        assertThat(summary.migrations()).isPositive();
        assertThat(summary.hotHosts().start()).isOne();
        assertThat(summary.hotHosts().end()).isZero();
    }

    /** With bars of one length for each pair, 65 to 114 failed. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatNovaDoesNotShowIsSoonTriedNoMore(long seed) {
        Summary summary = run(hiding(scenario(seed, Duration.ofMinutes(30))));
        assertThat(summary.failedMigrations()).isBetween(4L, 20L);
        assertThat(summary.hotHosts().end()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void barsGetLonger(long seed) {
        long halfAnHour = run(hiding(scenario(seed, Duration.ofMinutes(30)))).failedMigrations();
        long sixHours = run(hiding(scenario(seed, Duration.ofHours(6)))).failedMigrations();
        assertThat(sixHours).isLessThan(3 * halfAnHour);
    }
}
