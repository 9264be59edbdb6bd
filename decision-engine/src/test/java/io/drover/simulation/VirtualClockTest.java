package io.drover.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualClockTest {

    private final VirtualClock clock = new VirtualClock();
    private final List<String> happened = new ArrayList<>();

    @Test
    void whatIsDueHappensInOrderOfTimeThenOfRequest() {
        clock.at(20, () -> happened.add("late"));
        clock.at(10, () -> happened.add("first"));
        clock.at(10, () -> happened.add("second"));

        while (clock.step(100)) assertThat(clock.now()).isLessThan(100);

        assertThat(happened).containsExactly("first", "second", "late");
        assertThat(clock.now()).isEqualTo(100);
    }

    @Test
    void whatIsDueAtTheEndOrLaterDoesNotHappen() {
        clock.at(100, () -> happened.add("never"));

        assertThat(clock.step(100)).isFalse();
        assertThat(happened).isEmpty();
    }

    @Test
    void thePastIsNow() {
        clock.at(50, () -> clock.at(10, () -> happened.add("now")));

        while (clock.step(60)) assertThat(clock.now()).isEqualTo(50);

        assertThat(happened).containsExactly("now");
    }
}
