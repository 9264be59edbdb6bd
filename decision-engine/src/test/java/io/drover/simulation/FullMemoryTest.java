package io.drover.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.engine.AuctionEngine;
import io.drover.model.Resources;
import io.drover.model.Settings.StrategyName;
import io.drover.scenario.Conditions;
import io.drover.scenario.Demand;
import io.drover.scenario.Faults;
import io.drover.scenario.HostSpec;
import io.drover.scenario.Pattern;
import io.drover.scenario.Scenario;
import io.drover.scenario.ServerSpec;
import io.drover.scenario.Workload;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Memory fills while CPUs idle: servers go until it is below its threshold, and nobody else's fills by it. */
class FullMemoryTest {

    private static final long HOST = 8192;

    /** 12 servers of which each holds 0.95 / 12 of the host: two have to go. */
    @ParameterizedTest
    @EnumSource(StrategyName.class)
    void aFullMemoryIsRelievedByTheFewestMoves(StrategyName strategy) {
        for (long seed = 1; seed <= 5; seed++) {
            Workload workload = Workload.builder()
                    .strategy(strategy)
                    .pattern(Pattern.MEMORY)
                    .duration(Duration.ofHours(1))
                    .seed(seed)
                    .build();
            Result result = Simulation.run(workload.scenario(), AuctionEngine::new);
            assertThat(result.violations()).as("seed " + seed).isEmpty();
            assertThat(result.summary().migrations()).as("seed " + seed).isEqualTo(2);
            assertThat(result.summary().placements().values())
                    .filteredOn("host-1"::equals)
                    .hasSize(10);
        }
    }

    /** Others fill as well: the invariant "no host accepts what fills its memory" watches each move. */
    @Test
    void nobodysMemoryIsFilledByAMove() {
        long moves = 0;
        for (long seed = 1; seed <= 100; seed++) {
            Scenario fleet = fleet(seed);
            Result result = Simulation.run(fleet, AuctionEngine::new);
            assertThat(result.violations()).as("seed " + seed).isEmpty();
            moves += result.summary().migrations();
            double before = fullest(fleet, initial(fleet));
            double after = fullest(fleet, result.summary().placements());
            if (before >= 0.85) assertThat(after).as("seed " + seed).isLessThan(before);
        }
        assertThat(moves).as("moves to judge by").isGreaterThan(80);
    }

    private static SortedMap<String, String> initial(Scenario fleet) {
        SortedMap<String, String> hosts = new TreeMap<>();
        for (ServerSpec server : fleet.servers()) hosts.put(server.id(), server.host());
        return hosts;
    }

    private static double fullest(Scenario fleet, SortedMap<String, String> placements) {
        SortedMap<String, Long> held = new TreeMap<>();
        for (ServerSpec server : fleet.servers())
            held.merge(placements.get(server.id()), server.memoryUsedMib(), Long::sum);
        return held.values().stream().mapToLong(Long::longValue).max().orElse(0) / (double) HOST;
    }

    private static Scenario fleet(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StrategyName strategy = StrategyName.values()[(int) (seed % StrategyName.values().length)];
        Scenario.Builder scenario = Scenario.with(Fleets.settings(strategy))
                .conditions(Conditions.TESTBED.smooth())
                .faults(seed % 4 == 0 ? Faults.parse(FaultPropertiesTest.FAULTS) : Faults.NONE)
                .seed(seed)
                .lasting(Duration.ofHours(2));
        List<Double> fills = List.of(0.86 + 0.12 * random.nextDouble(), 0.7 * random.nextDouble(), 0.3, 0.1);
        int id = 0;
        for (int host = 0; host < fills.size(); host++) {
            scenario.host(new HostSpec("h" + host, "nova", 8, HOST, Resources.of(128, 4 * HOST, 1000)));
            long left = (long) (fills.get(host) * HOST);
            while (left > 64) {
                long held = Math.min(left, 64 + random.nextInt(1200));
                ServerSpec server = ServerSpec.of(
                        String.format("00000000-0000-4000-8000-%012d", ++id),
                        "h" + host,
                        1,
                        2048,
                        Demand.constant(0.2 * random.nextDouble()));
                scenario.server(server.holding(held));
                left -= held;
            }
        }
        return scenario.build();
    }
}
