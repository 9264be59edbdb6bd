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

    /** Feeds samples and checks at each that the smoothed load and what is pending tell the truth. */
    private static final class Follower {
        private Smoothed load = Smoothed.NOTHING;

        void sees(double observed) {
            load = load.with(observed, load.mean().value(), 0);
        }

        double value() {
            return load.mean().value();
        }
    }

    private static final double[] SCATTERS = {0, 0.02, 0.1, 0.3};

    @Test
    void aStepIsBelievedAtItsSecondSampleHoweverTheSamplesScatter() {
        for (double scatter : SCATTERS) {
            SplittableRandom random = new SplittableRandom(11);
            Follower follower = new Follower();
            for (int i = 0; i < 60; i++) follower.sees(0.3 + scatter * random.nextGaussian());
            assertThat(follower.value()).isCloseTo(0.3, within(0.02 + 2 * scatter / Math.sqrt(9)));
            double after = 0.3 + 8 * Math.max(scatter, 0.05);
            follower.sees(0.3 + 0.6 * (after - 0.3) + scatter * random.nextGaussian());
            follower.sees(after + scatter * random.nextGaussian());
            assertThat(follower.value()).as("scatter " + scatter).isCloseTo(after, within(3 * scatter + 1e-9));
        }
    }

    @Test
    void aSteadyLoadNeverTrips() {
        for (double scatter : SCATTERS) {
            SplittableRandom random = new SplittableRandom(5);
            Follower follower = new Follower();
            double worst = 0;
            for (int i = 0; i < 20_000; i++) {
                follower.sees(5 + scatter * random.nextGaussian());
                if (i > 60) worst = Math.max(worst, Math.abs(follower.value() - 5));
            }
            assertThat(worst).as("scatter " + scatter).isLessThanOrEqualTo(1.6 * scatter);
        }
    }

    @Test
    void aSingleSampleThatIsOffIsNoStep() {
        SplittableRandom random = new SplittableRandom(3);
        Follower follower = new Follower();
        for (int i = 0; i < 60; i++) follower.sees(2 + 0.05 * random.nextGaussian());
        follower.sees(6);
        assertThat(follower.value()).isLessThanOrEqualTo(2 + 0.2 * 4 + 0.1);
        follower.sees(2);
        follower.sees(2);
        assertThat(follower.value()).isLessThan(2.7);
    }

    @Test
    void pendingLoadAndAStepAtOnceTellTheTruth() {
        LoadEstimate estimate = new LoadEstimate.Recovered();
        double added = 0.8;
        Smoothed load = Smoothed.NOTHING;
        for (int i = 0; i < 9; i++) load = load.with(1.0, load.mean().value(), 0);
        PendingLoad pending = PendingLoad.promised("a", added).moved(START.plusSeconds(14));
        Instant previous = START;
        for (int i = 1; i < 60; i++) {
            Instant at = START.plusSeconds(10L * i);
            double whole = pending.sampled(estimate, previous, at, 1).shown();
            double expected = load.mean().value() + added * (whole - pending.shown());
            double sample = 1.0 + added * estimate.shown(START.plusSeconds(14), previous, at);
            pending = pending.sampled(estimate, previous, at, load.weight(sample, expected, 0));
            load = load.with(sample, expected, 0);
            previous = at;
            assertThat(load.mean().value() + pending.remaining()).isCloseTo(1.0 + added, within(1e-9));
        }
    }

    @Test
    void aWeightOfItsOwnIsTheThesisAverage() {
        Smoothed load = Smoothed.NOTHING;
        Ewma ewma = Ewma.EMPTY;
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 100; i++) {
            double sample = 3 + 5 * random.nextDouble();
            assertThat(load.weight(sample, load.mean().value(), LAMBDA)).isEqualTo(ewma.nextWeight(LAMBDA));
            load = load.with(sample, load.mean().value(), LAMBDA);
            ewma = ewma.with(sample, LAMBDA);
            assertThat(load.mean()).isEqualTo(ewma);
        }
    }
}
