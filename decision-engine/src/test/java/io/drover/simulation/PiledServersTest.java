package io.drover.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.engine.AuctionEngine;
import io.drover.model.LoadSettings;
import io.drover.model.Profile;
import io.drover.model.Resources;
import io.drover.model.Settings;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.scenario.Conditions;
import io.drover.scenario.Demand;
import io.drover.scenario.Faults;
import io.drover.scenario.HostSpec;
import io.drover.scenario.Scenario;
import io.drover.scenario.ServerSpec;
import io.drover.scenario.Testbed;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Idle and loaded servers are piled on few hosts, the others have little room, and samples are rarer than settling
 * lasts: between two of them a host knows by its promises alone what has come. It accepts no more than it can hold.
 */
class PiledServersTest {

    /** With samples this rare a fleet takes longer than it is watched; that is not what is asked here. */
    private static final String BALANCED = "when faults stop, the fleet balances";

    private static final Duration LENGTH = Duration.ofHours(2);
    private static final List<Integer> INTERVALS = List.of(60, 120, 300, 300, 300, 600);

    @Test
    void noHostAcceptsMoreThanItCanHold() {
        assertThat(migrations(1, 200)).as("moves to judge by").isGreaterThan(500);
    }

    @Tag("long")
    @Test
    void noHostAcceptsMoreThanItCanHoldInAThousandFleets() {
        assertThat(migrations(201, 1200)).isGreaterThan(3_000);
    }

    private static long migrations(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .parallel()
                .map(seed -> {
                    Result result = Simulation.run(piled(seed), AuctionEngine::new);
                    assertThat(result.violations())
                            .as("seed " + seed)
                            .filteredOn(violation -> !violation.invariant().equals(BALANCED))
                            .isEmpty();
                    return result.summary().migrations();
                })
                .sum();
    }

    private static Scenario piled(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Duration interval = Duration.ofSeconds(INTERVALS.get(random.nextInt(INTERVALS.size())));
        Scenario.Builder scenario = Scenario.with(settings(random, interval))
                .conditions(Conditions.TESTBED.smooth().sampledEvery(interval))
                .faults(seed % 3 == 0 ? Faults.parse(FaultPropertiesTest.FAULTS) : Faults.NONE)
                .seed(seed)
                .lasting(LENGTH);
        int piles = 1 + random.nextInt(2);
        int others = 2 + random.nextInt(6);
        for (int i = 1; i <= piles; i++) scenario.host(HostSpec.of("pile" + i, 8, 1 << 16, 1000));
        for (int i = 1; i <= others; i++) scenario.host(narrow("h" + i, random));
        int servers = 8 + random.nextInt(33);
        for (int i = 1; i <= servers; i++) scenario.server(server(i, "pile" + (1 + i % piles), random));
        return scenario.build();
    }

    /** With room for a few servers, by vCPUs or by memory. */
    private static HostSpec narrow(String name, SplittableRandom random) {
        int cpus = 2 + random.nextInt(7);
        long memory = 256L * (2 + random.nextInt(16));
        return new HostSpec(name, "nova", cpus, memory, Resources.of(cpus, memory, 100));
    }

    private static ServerSpec server(int number, String host, SplittableRandom random) {
        int vcpus = 1 + random.nextInt(2);
        double share = random.nextBoolean() ? 0.05 * random.nextDouble() : 0.2 + 0.7 * random.nextDouble();
        return ServerSpec.of("s" + number, host, vcpus, 256, Demand.constant(share * vcpus));
    }

    private static Settings settings(SplittableRandom random, Duration interval) {
        StrategyName strategy = StrategyName.values()[random.nextInt(StrategyName.values().length)];
        Settings usual = Testbed.settings(Profile.DEFAULT, strategy, Thresholds.DEFAULT, random.nextBoolean());
        LoadSettings load = usual.load();
        Settings patient = usual.with(
                new LoadSettings(load.lambda(), interval.multipliedBy(2), load.estimate(), load.contention()));
        int inbound = 1 + random.nextInt(3);
        return patient.with(patient.migration().toBuilder()
                .maxInbound(inbound)
                .maxOutbound(inbound)
                .serverCooldown(Duration.ofSeconds(60L * random.nextInt(15)))
                .build());
    }
}
