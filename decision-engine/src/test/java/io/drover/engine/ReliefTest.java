package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.model.HostLoad;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReliefTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Relief relief = new Relief();

    private static HostLoad load(double tasks) {
        return new HostLoad(8, tasks, tasks, 0.02, 0, NOW);
    }

    @Test
    void movesThatBringWhatTheyPromisedGoOn() {
        for (int i = 0; i < 10; i++) relief.shown(0.8, 0.1, 0.05, load(7), NOW);
        assertThat(relief.stopped(load(7), NOW)).isEmpty();
    }

    @Test
    void twoInARowThatBringNothingStopTheHostUntilItsLoadIsAnother() {
        relief.shown(0.8, 0.8, 0.05, load(42), NOW);
        assertThat(relief.stopped(load(42), NOW)).as("one may be chance").isEmpty();
        relief.shown(0.8, 0.8, 0.05, load(42), NOW);
        assertThat(relief.stopped(load(42.1), NOW))
                .contains("2 moves in a row did not lower the load as predicted: it is not the servers'");
        assertThat(relief.stopped(load(41), NOW)).as("something changed").isEmpty();
        assertThat(relief.stopped(load(42), NOW)).isEmpty();
    }

    @Test
    void aMissAmongHitsIsNoReason() {
        for (double above : new double[] {0.8, 0, 0.8, 0}) relief.shown(0.8, above, 0.05, load(7), NOW);
        assertThat(relief.stopped(load(7), NOW)).isEmpty();
    }

    @Test
    void afterHalfAnHourItMayTryAgain() {
        relief.shown(0.8, 0.8, 0, load(42), NOW);
        relief.shown(0.8, 0.8, 0, load(42), NOW);
        assertThat(relief.stopped(load(42), NOW.plusSeconds(1700))).isPresent();
        assertThat(relief.stopped(load(42), NOW.plusSeconds(1800))).isEmpty();
    }
}
