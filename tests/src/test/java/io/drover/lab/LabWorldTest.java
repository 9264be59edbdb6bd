package io.drover.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.drover.emulator.SettableClock;
import io.drover.emulator.cloud.HostReading;
import io.drover.scenario.Pattern;
import io.drover.scenario.Scenario;
import io.drover.scenario.Workload;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LabWorldTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final SettableClock clock = new SettableClock();

    @Test
    void aBurstRaisesTheLoadAtHalfTime() {
        LabWorld world = new LabWorld(scenario(Pattern.BURST), clock, Duration.ofSeconds(10));
        assertThat(meanLoad(world)).isCloseTo(0.40, within(1e-6));
        clock.pass(HOUR.dividedBy(2));
        assertThat(meanLoad(world)).isCloseTo(0.55, within(1e-6));
    }

    @Test
    void whoIsDueComesAndGoes() {
        Scenario scenario = scenario(Pattern.FLUCTUATION);
        LabWorld world = new LabWorld(scenario, clock, Duration.ofSeconds(10));
        assertThat(world.cloud().placements()).hasSize(24);
        clock.pass(HOUR);
        world.advance(HOUR);
        long stay = scenario.servers().stream()
                .filter(server -> server.leaves().isEmpty())
                .count();
        assertThat(world.cloud().placements().keySet())
                .hasSize((int) stay)
                .allSatisfy(id -> assertThat(scenario.servers())
                        .anyMatch(server -> server.id().equals(id)));
    }

    @Test
    void aServerGoesWhenItsMigrationIsOver() {
        Scenario scenario = scenario(Pattern.FLUCTUATION);
        LabWorld world = new LabWorld(scenario, clock, Duration.ofSeconds(10));
        var leaving = scenario.servers().stream()
                .filter(server -> server.leaves().isPresent())
                .findFirst()
                .orElseThrow();
        String target = leaving.host().equals("host-1") ? "host-2" : "host-1";
        clock.pass(leaving.leaves().orElseThrow());
        world.cloud().migrate(leaving.id(), target);
        world.advance(leaving.leaves().orElseThrow());
        assertThat(world.cloud().placements()).containsKey(leaving.id());
        clock.pass(Duration.ofMinutes(2));
        world.advance(leaving.leaves().orElseThrow().plusSeconds(120));
        assertThat(world.cloud().placements()).doesNotContainKey(leaving.id());
    }

    @Test
    void aPinnedServerLeavesItsZoneForNoHost() {
        Scenario scenario = scenario(Pattern.NORMAL).grouped(2).pinned();
        LabWorld world = new LabWorld(scenario, clock, Duration.ofSeconds(10));
        var server = scenario.servers().stream()
                .filter(each -> each.host().equals("host-1"))
                .findFirst()
                .orElseThrow();
        world.cloud().migrate(server.id(), "host-2");
        clock.pass(Duration.ofMinutes(2));
        assertThat(world.cloud().placements()).containsEntry(server.id(), "host-1");
        world.cloud().migrate(server.id(), "host-3");
        clock.pass(Duration.ofMinutes(2));
        assertThat(world.cloud().placements()).containsEntry(server.id(), "host-3");
    }

    private static double meanLoad(LabWorld world) {
        return world.cloud().readings().stream()
                .mapToDouble(HostReading::normalizedLoad)
                .average()
                .orElseThrow();
    }

    private static Scenario scenario(Pattern pattern) {
        Workload usual = Workload.DEFAULT;
        return Workload.builder()
                .hosts(4)
                .servers(24)
                .strategy(usual.strategy())
                .load(usual.load())
                .pattern(pattern)
                .hypervisor(usual.hypervisor())
                .profile(usual.profile())
                .duration(HOUR)
                .seed(7)
                .build()
                .scenario();
    }
}
