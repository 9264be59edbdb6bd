package io.drover.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.drover.model.LoadEstimate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadAverageTest {

    private static int secondsToCross(int minutes, double threshold) {
        LoadAverage average = new LoadAverage(minutes, 0);
        int seconds = 0;
        while (average.printed() < threshold) {
            average.advance(1, 0.91);
            seconds += 5;
        }
        return seconds;
    }

    /** doc/sources.md, "load estimate". The kernel rounds up while it rises, and again when it prints. */
    @Test
    void aStepTo91PercentCrosses70AfterAbout440SecondsInFiveMinutesAnd88InOne() {
        assertThat(secondsToCross(5, 0.70)).isBetween(415, 440);
        assertThat(secondsToCross(1, 0.70)).isBetween(85, 90);
    }

    /** After 45 s, which the thesis waits, a 5-minute average shows 14 % of a change. */
    @Test
    void fiveMinutesShow14PercentAfter45Seconds() {
        LoadAverage average = new LoadAverage(5, 0);
        average.advance(9, 1);
        assertThat(average.printed()).isCloseTo(0.14, within(0.01));
    }

    @Test
    void aConstantLoadStays() {
        LoadAverage average = new LoadAverage(15, 1.37);
        average.advance(10_000, 1.37);
        assertThat(average.printed()).isCloseTo(1.37, within(0.011));
    }

    @Test
    void theLoadOfTheLastIntervalIsRecoveredFromTwoPrintedDecimals() {
        LoadAverage average = new LoadAverage(1, 0.3);
        double before = average.printed();
        average.advance(2, 2.4);
        double recovered = LoadEstimate.Recovered.invert(before, average.printed(), Duration.ofSeconds(10));
        assertThat(recovered).isCloseTo(2.4, within(0.07));
    }
}
