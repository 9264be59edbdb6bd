package io.drover.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.engine.AuctionEngine;
import io.drover.model.Profile;
import io.drover.model.Settings.StrategyName;
import io.drover.scenario.Faults;
import io.drover.scenario.HypervisorKind;
import io.drover.scenario.LoadLevel;
import io.drover.scenario.Pattern;
import io.drover.scenario.Workload;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever goes wrong, every invariant holds. A failure prints the command line that shows it again. */
class FaultPropertiesTest {

    static final String FAULTS = "loss=0.01,duplicate=0.01,reorder=0.05,crash=0.01,partition=60s,nova-error=0.05";

    private static final Duration LENGTH = Duration.ofSeconds(9_600);
    private static final List<Pattern> PATTERNS =
            List.of(Pattern.NORMAL, Pattern.BURST, Pattern.DRAIN, Pattern.FLUCTUATION, Pattern.HOTSPOT);

    @TestFactory
    Stream<DynamicTest> invariantsHoldForThirtySeeds() {
        return seeds(1, 30);
    }

    /** By the thesis' rules one host gives another three servers within a minute, shortly before the end. */
    @Test
    void aHostIsNotBlamedForWhatItCannotKnowYet() {
        holds(workload(710));
    }

    @Tag("long")
    @TestFactory
    Stream<DynamicTest> invariantsHoldForAThousandSeeds() {
        return seeds(31, 1000);
    }

    private static Stream<DynamicTest> seeds(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> holds(workload(seed))));
    }

    private static void holds(Workload workload) {
        Result result = Simulation.run(workload.scenario(), AuctionEngine::new);
        assertThat(result.violations()).as(workload.command()).isEmpty();
    }

    /** Everything that a command line can say is drawn from the seed. */
    static Workload workload(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Pattern pattern = PATTERNS.get(random.nextInt(PATTERNS.size()));
        LoadLevel load = LoadLevel.values()[random.nextInt(LoadLevel.values().length)];
        if (pattern == Pattern.BURST || pattern == Pattern.DRAIN) load = LoadLevel.MEDIUM;
        return Workload.builder()
                .hosts(3 + random.nextInt(6))
                .strategy(StrategyName.values()[random.nextInt(StrategyName.values().length)])
                .load(load)
                .pattern(pattern)
                .variableThreshold(random.nextBoolean())
                .hypervisor(HypervisorKind.values()[random.nextInt(HypervisorKind.values().length)])
                .profile(random.nextInt(4) == 0 ? Profile.THESIS : Profile.DEFAULT)
                .duration(LENGTH)
                .seed(seed)
                .faults(Faults.parse(FAULTS))
                .build();
    }
}
