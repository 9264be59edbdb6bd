package io.drover.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.engine.AuctionEngine;
import io.drover.model.Profile;
import io.drover.model.Settings.StrategyName;
import io.drover.scenario.Faults;
import io.drover.scenario.Incident;
import io.drover.scenario.LoadLevel;
import io.drover.scenario.Scenario;
import io.drover.scenario.ServerSpec;
import io.drover.scenario.Workload;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However messages, agents and Nova fail, a drain ends with an empty host, or says of each server why it stays. */
class DrainPropertiesTest {

    private static final String FAULTS = "loss=0.02,duplicate=0.01,reorder=0.05,crash=0.02,nova-error=0.10";
    private static final Duration LENGTH = Duration.ofSeconds(3_000);
    private static final Duration FROM = Duration.ofSeconds(120);

    @TestFactory
    Stream<DynamicTest> drainsEndEmptyOrSayWhy() {
        return seeds(1, 40);
    }

    /** A few seconds before the order ended the agent was started anew, which had forgotten why a server was left. */
    @ParameterizedTest
    @ValueSource(longs = {1410, 1888})
    void anAgentThatJustStartedSaysWhyAServerIsLeft(long seed) {
        holds(rounds(seed, 8));
    }

    /** A host accepts into the room that a failed migration has left it, before its next sample shows that. */
    @Test
    void roomThatAFailedMigrationLeavesIsRoom() {
        holds(rounds(2398, 8));
    }

    /** Its new host gives a server away before the old one, whose agent was down, has heard that it went. */
    @Test
    void aMigrationThatNovaHasEndedIsOver() {
        holds(rounds(21_312, 2));
    }

    /** 10^5 drains: 12,500 fleets, of each of which eight hosts drain one after the other. */
    @Tag("long")
    @TestFactory
    Stream<DynamicTest> aHundredThousandDrainsEndEmptyOrSayWhy() {
        return LongStream.rangeClosed(41, 12_540)
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> holds(rounds(seed, 8))));
    }

    private static Stream<DynamicTest> seeds(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> holds(rounds(seed, 1))));
    }

    @Test
    void withRoomAndWithoutFaultsAHostIsEmptySoonAndEveryServerMovesOnce() {
        Workload workload = Workload.builder()
                .hosts(8)
                .load(LoadLevel.LOW)
                .strategy(StrategyName.PUSH)
                .duration(LENGTH)
                .build();
        Scenario scenario = workload.scenario();
        Result result = run(scenario.happening(new Incident.Drain(fullest(scenario), FROM, LENGTH)));
        Drained drained = result.drains().get(0);
        assertThat(drained.servers()).isPositive();
        assertThat(drained.left()).isZero();
        assertThat(drained.moves()).isEqualTo(drained.servers());
        assertThat(drained.secondsUntilEmpty()).isBetween(1.0, 1_000.0);
        assertThat(result.violations()).isEmpty();
    }

    @Test
    void theCommandSaysWhenADrainEnds() {
        assertThat(rounds(1, 2).command()).containsPattern("--drain host-\\d@120-3000 --drain host-\\d@3120$");
    }

    private static String fullest(Scenario scenario) {
        Map<String, Long> servers =
                scenario.servers().stream().collect(Collectors.groupingBy(ServerSpec::host, Collectors.counting()));
        return servers.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    private static Scenario rounds(long seed, int rounds) {
        SplittableRandom random = new SplittableRandom(seed);
        Workload workload = Workload.builder()
                .hosts(3 + random.nextInt(6))
                .strategy(StrategyName.values()[random.nextInt(StrategyName.values().length)])
                .load(LoadLevel.values()[random.nextInt(LoadLevel.values().length)])
                .profile(random.nextInt(4) == 0 ? Profile.THESIS : Profile.DEFAULT)
                .duration(LENGTH.multipliedBy(rounds))
                .seed(seed)
                .faults(Faults.parse(FAULTS))
                .build();
        Scenario scenario = workload.scenario();
        for (int round = 0; round < rounds; round++) {
            String host = scenario.hosts()
                    .get(random.nextInt(scenario.hosts().size()))
                    .name();
            Duration begin = LENGTH.multipliedBy(round);
            scenario = scenario.happening(new Incident.Drain(host, begin.plus(FROM), begin.plus(LENGTH)));
        }
        return scenario;
    }

    private static Result run(Scenario scenario) {
        return Simulation.run(scenario, AuctionEngine::new);
    }

    private static void holds(Scenario scenario) {
        Result result = run(scenario);
        assertThat(result.violations()).as(scenario.command()).isEmpty();
        assertThat(result.drains()).isNotEmpty().allSatisfy(drained -> {
            if (drained.left() > 0) {
                assertThat(drained.stays().size() + drained.moving())
                        .as("%s, %s", drained, scenario.command())
                        .isPositive();
                assertThat(drained.stays())
                        .allSatisfy(stay -> assertThat(stay.reason()).isNotBlank());
            }
        });
    }
}
