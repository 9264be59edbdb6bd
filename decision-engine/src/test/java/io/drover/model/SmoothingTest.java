package io.drover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EWMA, load estimates and pending load against each other: pending fades exactly as the smoothed load rises. */
class SmoothingTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final double LAMBDA = 0.2;

    @Test
    void firstFiveObservationsAreAveraged() {
        Ewma ewma = Ewma.EMPTY;
        for (double observed : new double[] {1, 2, 3, 4, 5}) ewma = ewma.with(observed, LAMBDA);
        assertThat(ewma.value()).isCloseTo(3, within(1e-12));
        assertThat(ewma.with(8, LAMBDA).value()).isCloseTo(0.2 * 8 + 0.8 * 3, within(1e-12));
    }

    @Test
    void invertingTheKernelsFilterGivesTheLoadBack() {
        Duration interval = Duration.ofSeconds(10);
        double kept = Math.exp(-10 / 60.0);
        double before = 0.4;
        double now = before * kept + 0.91 * (1 - kept);
        assertThat(LoadEstimate.Recovered.invert(before, now, interval)).isCloseTo(0.91, within(1e-12));
        assertThat(LoadEstimate.Recovered.invert(2.0, 1.5, interval)).isZero();
    }

    @Test
    void fiveMinuteAverageShowsWhatTheSpecificationSays() {
        LoadEstimate.Average fiveMinutes = new LoadEstimate.Average(5);
        assertThat(fiveMinutes.shown(START, START, START.plusSeconds(45))).isCloseTo(0.139, within(0.0005));
        assertThat(fiveMinutes.shown(START, START, START.plusSeconds(30))).isCloseTo(0.095, within(0.0005));
        assertThat(fiveMinutes.shown(START, START, START.minusSeconds(1))).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 15})
    void smoothedAndPendingTogetherTellTheTruthFromTheAwardOn(int minutes) {
        LoadEstimate estimate = minutes == 0 ? new LoadEstimate.Recovered() : new LoadEstimate.Average(minutes);
        SplittableRandom random = new SplittableRandom(7);
        double base = 1.0;
        double added = 0.8;
        Ewma ewma = Ewma.EMPTY;
        for (int i = 0; i < 9; i++) ewma = ewma.with(base, LAMBDA);
        PendingLoad pending = PendingLoad.promised("a", added);
        Instant moved = START.plusMillis(3000 + random.nextInt(5000));
        pending = pending.moved(moved);
        Instant previous = START;
        for (int i = 1; i < 200; i++) {
            Instant at = START.plusSeconds(10L * i);
            double sample = base + added * estimate.shown(moved, previous, at);
            pending = pending.sampled(estimate, previous, at, ewma.nextWeight(LAMBDA));
            ewma = ewma.with(sample, LAMBDA);
            previous = at;
            assertThat(ewma.value() + pending.remaining()).isCloseTo(base + added, within(1e-9));
        }
    }

    @Test
    void pendingWaitsForTheMove() {
        PendingLoad pending = PendingLoad.promised("a", 0.5);
        PendingLoad sampled = pending.sampled(new LoadEstimate.Recovered(), START, START.plusSeconds(60), LAMBDA);
        assertThat(sampled.remaining()).isEqualTo(0.5);
    }
}
