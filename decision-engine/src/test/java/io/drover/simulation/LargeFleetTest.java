package io.drover.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.engine.AuctionEngine;
import io.drover.model.Settings.StrategyName;
import io.drover.scenario.Pattern;
import io.drover.scenario.Recording;
import io.drover.scenario.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Recorded hours of a large fleet: auctions on, invariants checked. */
class LargeFleetTest {

    private static final Duration INTERVAL = Duration.ofSeconds(300);

    /** Mostly idle servers with a few busy ones, as PlanetLab's are. */
    private static Recording recording(int servers, int values) {
        SplittableRandom random = new SplittableRandom(3);
        List<short[]> rows = new ArrayList<>();
        for (int server = 0; server < servers; server++) {
            short[] row = new short[values];
            for (int i = 0; i < values; i++)
                row[i] = (short) (100 * (int) (100 * StrictMath.pow(random.nextDouble(), 5)));
            rows.add(row);
        }
        return new Recording("made", INTERVAL, rows);
    }

    @Test
    void aRecordingMovesServersOfHotHosts() {
        Workload usual = Workload.DEFAULT;
        Workload workload = Workload.builder()
                .hosts(110)
                .strategy(StrategyName.PUSH)
                .load(usual.load())
                .pattern(Pattern.TRACE)
                .variableThreshold(false)
                .hypervisor(usual.hypervisor())
                .profile(usual.profile())
                .thresholds(usual.thresholds())
                .duration(Duration.ofHours(2))
                .seed(1)
                .recording(Optional.of(recording(220, 24)))
                .build();
        Result moved = Simulation.run(workload.scenario(), AuctionEngine::new);
        Result still = Simulation.run(workload.scenario(), BrokenEngines::onlyObserves);
        assertThat(moved.violations()).isEmpty();
        assertThat(moved.summary().migrations()).isPositive();
        assertThat(moved.summary().hotspotSeconds()).isLessThan(still.summary().hotspotSeconds());
        assertThat(moved.summary().placements()).isNotEqualTo(still.summary().placements());
        assertThat(still.summary().migrations()).isZero();
    }
}
