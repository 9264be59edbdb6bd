package io.drover.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.drover.model.LoadEstimate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadAveragesTest {

    private static int secondsToCross(int minutes, double threshold) {
        LoadAverages averages = new LoadAverages(0);
        int seconds = 0;
        while (averages.printed(minutes) < threshold) {
            averages.advance(1, 0.91);
            seconds += 5;
        }
        return seconds;
    }

    /** SPEC 2, "load estimate": by the formula. The kernel rounds up while it rises, and again when it prints. */
    @Test
    void aStepTo91PercentCrosses70AfterAbout440SecondsInFiveMinutesAnd88InOne() {
        assertThat(secondsToCross(5, 0.70)).isBetween(415, 440);
        assertThat(secondsToCross(1, 0.70)).isBetween(85, 90);
    }

    /** After 45 s, which the thesis waits, a 5-minute average shows 14 % of a change. */
    @Test
    void fiveMinutesShow14PercentAfter45Seconds() {
        LoadAverages averages = new LoadAverages(0);
        averages.advance(9, 1);
        assertThat(averages.printed(5)).isCloseTo(0.14, within(0.01));
    }

    @Test
    void aConstantLoadStays() {
        LoadAverages averages = new LoadAverages(1.37);
        averages.advance(10_000, 1.37);
        assertThat(averages.printed(1)).isCloseTo(1.37, within(0.011));
        assertThat(averages.printed(15)).isCloseTo(1.37, within(0.011));
    }

    @Test
    void theLoadOfTheLastIntervalIsRecoveredFromTwoPrintedDecimals() {
        LoadAverages averages = new LoadAverages(0.3);
        double before = averages.printed(1);
        averages.advance(2, 2.4);
        double recovered = LoadEstimate.Recovered.invert(before, averages.printed(1), Duration.ofSeconds(10));
        assertThat(recovered).isCloseTo(2.4, within(0.07));
    }
}
