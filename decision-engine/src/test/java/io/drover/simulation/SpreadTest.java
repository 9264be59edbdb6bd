package io.drover.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.engine.AuctionEngine;
import io.drover.model.Profile;
import io.drover.model.Resources;
import io.drover.model.Settings;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Spread;
import io.drover.scenario.Conditions;
import io.drover.scenario.Demand;
import io.drover.scenario.Faults;
import io.drover.scenario.HostSpec;
import io.drover.scenario.Incident;
import io.drover.scenario.Pattern;
import io.drover.scenario.Scenario;
import io.drover.scenario.ServerSpec;
import io.drover.scenario.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where nothing is hot, hosts even out what they hold, by the fewest moves, and then rest. */
class SpreadTest {

    private static final String MOVED = " is on ";

    private static Workload piled(Spread spread, StrategyName strategy, long seed) {
        return Workload.builder()
                .pattern(Pattern.SPREAD)
                .spread(spread)
                .strategy(strategy)
                .seed(seed)
                .build();
    }

    private static List<Long> held(Scenario fleet, Result result) {
        return fleet.hosts().stream()
                .map(host -> result.summary().placements().values().stream()
                        .filter(host.name()::equals)
                        .count())
                .toList();
    }

    /** 12 idle servers on one of four hosts. A quarter more load would be another story: these hosts are cold. */
    @ParameterizedTest
    @EnumSource(StrategyName.class)
    void twelveServersOnOneOfFourHostsEndAtThreeEach(StrategyName strategy) {
        for (long seed = 1; seed <= 5; seed++) {
            for (Spread by : List.of(Spread.SERVERS, Spread.MEMORY)) {
                Scenario fleet = piled(by, strategy, seed).scenario();
                Result result = Simulation.run(fleet, AuctionEngine::new);
                assertThat(result.violations()).isEmpty();
                assertThat(result.summary().migrations()).as("seed " + seed).isEqualTo(9);
                assertThat(held(fleet, result)).as("seed " + seed).containsOnly(3L);
            }
        }
    }

    /** More than a day, in which every host looks once more. */
    @Test
    void thenTheyRestForGood() {
        Workload twoDays = piled(Spread.SERVERS, StrategyName.HYBRID, 1).toBuilder()
                .duration(Duration.ofHours(50))
                .build();
        assertThat(Simulation.run(twoDays.scenario(), AuctionEngine::new)
                        .summary()
                        .migrations())
                .isEqualTo(9);
    }

    /** 4 of 32 vCPUs are within 5 % of the mean of 3. */
    @Test
    void withinFivePercentOfItsCapacityAHostIsContent() {
        Scenario fleet = piled(Spread.VCPUS, StrategyName.HYBRID, 1).scenario();
        Result result = Simulation.run(fleet, AuctionEngine::new);
        assertThat(result.summary().migrations()).isEqualTo(8);
        assertThat(held(fleet, result).get(0)).isEqualTo(4);
    }

    @Test
    void theRulesOfTheThesisSpreadNothing() {
        for (long seed = 1; seed <= 3; seed++) {
            Workload thesis = piled(Spread.OFF, StrategyName.HYBRID, seed).toBuilder()
                    .profile(Profile.THESIS)
                    .build();
            Scenario spreading =
                    thesis.toBuilder().spread(Spread.SERVERS).build().scenario();
            assertThat(Simulation.run(spreading, AuctionEngine::new).summary())
                    .isEqualTo(Simulation.run(thesis.scenario(), AuctionEngine::new)
                            .summary());
        }
    }

    /** Hosts of 4 and 12 CPUs: the larger one takes three times as many. */
    @Test
    void aLargerHostTakesMore() {
        Scenario.Builder scenario = Scenario.with(spreading(Spread.SERVERS)).conditions(Conditions.TESTBED.smooth());
        scenario.host(HostSpec.of("h1", 4, 1 << 16, 1000)).host(HostSpec.of("h2", 12, 1 << 16, 1000));
        for (int i = 1; i <= 12; i++) scenario.server(Fleets.server("s" + i, "h1", 0.01));
        Scenario fleet = scenario.lasting(Duration.ofHours(3)).build();
        assertThat(held(fleet, Simulation.run(fleet, AuctionEngine::new))).containsExactly(3L, 9L);
    }

    /** Nine hosts hold four, one comes back empty: nobody is a whole server above the mean, and one is 3.6 below. */
    @Test
    void aHostThatIsBackEmptyIsFilled() {
        Scenario.Builder scenario = Scenario.with(spreading(Spread.SERVERS)).conditions(Conditions.TESTBED.smooth());
        for (int host = 0; host < 10; host++) {
            scenario.host(HostSpec.of("h" + host, 4, 1 << 16, 1000));
            for (int i = 0; host > 0 && i < 4; i++) scenario.server(Fleets.server("s" + host + i, "h" + host, 0.01));
        }
        Scenario fleet = scenario.lasting(Duration.ofHours(6)).build();
        Result result = Simulation.run(fleet, AuctionEngine::new);
        assertThat(held(fleet, result).get(0)).isEqualTo(3);
        assertThat(result.summary().migrations()).isEqualTo(3);
    }

    private static Settings spreading(Spread by) {
        Settings usual = Fleets.settings(StrategyName.HYBRID);
        return usual.with(usual.strategy().spreading(by));
    }

    /** The invariants watch that no destination becomes hot by load or by memory, and that a host that drains gets none. */
    @Test
    void nothingBecomesHotByItAndNoServerMovesTwice() {
        long moves = LongStream.rangeClosed(1, 100)
                .parallel()
                .map(SpreadTest::movesOfServers)
                .sum();
        assertThat(moves).as("moves to judge by").isGreaterThan(500);
    }

    private static long movesOfServers(long seed) {
        SortedSet<String> moved = new TreeSet<>();
        Result result = Simulation.run(fleet(seed), AuctionEngine::new, MessageSize.ESTIMATE, line -> {
            if (line.contains("MIGRATED")) moved.add(line.replaceAll(".*?([0-9a-f]{8}-[0-9a-f-]{27}).*", "$1"));
        });
        assertThat(result.violations()).as("seed " + seed).isEmpty();
        assertThat(result.summary().hotspotSeconds()).as("seed " + seed).isZero();
        assertThat(moved).as("seed " + seed).hasSize((int) result.summary().migrations());
        return moved.size();
    }

    /** Hosts of different sizes, warm but not hot, of which no load moves anything: Push, so that none is cold. */
    private static Scenario fleet(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Spread by = List.of(Spread.SERVERS, Spread.MEMORY, Spread.VCPUS).get((int) (seed % 3));
        Settings usual = Fleets.settings(StrategyName.PUSH);
        Scenario.Builder scenario = Scenario.with(usual.with(usual.strategy().spreading(by)))
                .conditions(Conditions.TESTBED.smooth())
                .faults(seed % 4 == 0 ? Faults.parse("loss=0.01,duplicate=0.01,reorder=0.05") : Faults.NONE)
                .seed(seed)
                .lasting(Duration.ofHours(4));
        int id = 0;
        for (int host = 0; host < 5; host++) {
            int cpus = 8 + 8 * random.nextInt(2);
            long memory = cpus * 1024L;
            scenario.host(new HostSpec("h" + host, "nova", cpus, memory, Resources.of(16L * cpus, 2 * memory, 1000)));
            int servers = host == 0 ? 14 : random.nextInt(5);
            double load = 0.5 * random.nextDouble() * cpus / Math.max(1, servers);
            for (int i = 0; i < servers; i++) {
                int vcpus = 1 + random.nextInt(4);
                ServerSpec server = ServerSpec.of(
                        String.format("00000000-0000-4000-8000-%012d", ++id),
                        "h" + host,
                        vcpus,
                        256L << random.nextInt(3),
                        Demand.constant(Math.min(vcpus, load)));
                scenario.server(server.holding(64 + random.nextInt(128)));
            }
        }
        return scenario.build();
    }

    /** The host that has to be emptied has its auctions first: nothing else moves until it is. */
    @Test
    void aDrainGoesFirst() {
        Scenario.Builder scenario = Scenario.with(spreading(Spread.SERVERS)).conditions(Conditions.TESTBED.smooth());
        for (int host = 1; host <= 4; host++) scenario.host(HostSpec.of("h" + host, 4, 1 << 16, 1000));
        for (int i = 1; i <= 12; i++) scenario.server(Fleets.server("a" + i, "h1", 0.01));
        for (int i = 1; i <= 6; i++) scenario.server(Fleets.server("b" + i, "h2", 0.01));
        Duration hours = Duration.ofHours(3);
        Scenario fleet = scenario.lasting(hours)
                .incident(new Incident.Drain("h2", Duration.ofSeconds(20), hours))
                .build();
        List<String> order = new ArrayList<>();
        Result result = Simulation.run(fleet, AuctionEngine::new, MessageSize.ESTIMATE, line -> {
            Stream.of("a", "b")
                    .filter(kind -> line.contains("MIGRATED") && line.matches(".*\\b" + kind + "[0-9]+" + MOVED + ".*"))
                    .forEach(order::add);
        });
        assertThat(result.violations()).isEmpty();
        assertThat(held(fleet, result).get(1)).isZero();
        assertThat(Collections.max(held(fleet, result))).isLessThanOrEqualTo(7);
        assertThat(order.subList(0, 6)).containsOnly("b");
        assertThat(order).contains("a");
    }
}
