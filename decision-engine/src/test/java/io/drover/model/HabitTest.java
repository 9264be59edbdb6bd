package io.drover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HabitTest {

    @Test
    void theFirstSamplesWeighAlike() {
        Habit habit = Habit.UNKNOWN.with(0.2, 0).with(0.4, 10).with(0.9, 10);
        assertThat(habit.mean()).isCloseTo(0.5, within(1e-12));
        assertThat(habit.variance()).isCloseTo((0.09 + 0.01 + 0.16) / 3, within(1e-12));
        assertThat(habit.samples()).isEqualTo(3);
    }

    @Test
    void whatAServerIsLikeIsLearntWhateverTheInterval() {
        for (int seconds : new int[] {10, 60, 300}) {
            SplittableRandom random = new SplittableRandom(7);
            Habit habit = Habit.UNKNOWN;
            for (int i = 0; i < 86_400 / seconds; i++) {
                habit = habit.with(random.nextBoolean() ? 0.3 : 0.5, seconds);
            }
            assertThat(habit.mean()).as("every " + seconds + " s").isCloseTo(0.4, within(0.05));
            assertThat(habit.variance()).as("every " + seconds + " s").isCloseTo(0.01, within(0.003));
        }
    }

    @Test
    void anOldHabitIsForgotten() {
        Habit habit = Habit.UNKNOWN;
        for (int i = 0; i < 288; i++) habit = habit.with(0.9, 300);
        for (int i = 0; i < 144; i++) habit = habit.with(0.1, 300);
        assertThat(habit.mean()).isCloseTo(0.1, within(0.01));
    }

    @Test
    void anHourDoesNotPassForTheNatureOfADay() {
        Habit habit = Habit.UNKNOWN;
        for (int i = 0; i < 288; i++) habit = habit.with(0.1, 300);
        for (int i = 0; i < 12; i++) habit = habit.with(0.9, 300);
        assertThat(habit.mean()).isLessThan(0.45);
        assertThat(Math.sqrt(habit.variance())).isGreaterThan(0.3);
    }

    @Test
    void anOutlookIsWhatItsServersAddUpTo() {
        Habit busy = new Habit(1.5, 0.09, 100);
        Habit idle = new Habit(0.1, 0.0004, 100);
        Outlook both = Outlook.of(List.of(busy, idle));
        assertThat(both.mean()).isCloseTo(1.6, within(1e-12));
        assertThat(both.variance()).isCloseTo(0.0904, within(1e-12));
        assertThat(both.minus(busy).mean()).isCloseTo(idle.mean(), within(1e-12));
        assertThat(both.upper(2)).isCloseTo(0.8 + Math.sqrt(0.0904 / 4 + 0.0025), within(1e-12));
        assertThat(Outlook.NONE.minus(busy)).isEqualTo(Outlook.NONE);
    }

    @Test
    void aPeerThatTellsNothingIsExpectedToStayAsItIs() {
        HostLoad load = new HostLoad(4, 2.0, 2.1, 0.2, 0.5, java.time.Instant.EPOCH);
        assertThat(load.expected()).isEqualTo(new Outlook(2.5, 0.2 * 0.2));
        assertThat(load.expecting(new Outlook(3, 1)).expected()).isEqualTo(new Outlook(3, 1));
    }
}
