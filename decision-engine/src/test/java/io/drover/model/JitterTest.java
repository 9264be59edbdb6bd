package io.drover.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JitterTest {

    private static final Duration PERIOD = Duration.ofSeconds(10);

    /** A thousand agents that a tool starts in the same second: the busiest second of ten has no third more than its share. */
    @Test
    void aFleetThatIsStartedAtOnceIsSpreadOverThePeriod() {
        SplittableRandom seeds = new SplittableRandom(1);
        int[] inSecond = new int[10];
        for (int agent = 0; agent < 1_000; agent++) {
            inSecond[(int) Jitter.of(seeds.split()).phase(PERIOD).toSeconds()]++;
        }
        for (int agents : inSecond) assertThat(agents).isBetween(67, 133);
    }

    @Test
    void periodsDiffer() {
        Jitter jitter = Jitter.of(new SplittableRandom(1));
        List<Duration> periods =
                IntStream.range(0, 100).mapToObj(i -> jitter.again(PERIOD)).toList();
        assertThat(periods)
                .allMatch(period -> period.toMillis() >= 8_000 && period.toMillis() <= 12_000)
                .doesNotHaveDuplicates();
    }

    @Test
    void oneThatIsAloneKeepsTime() {
        assertThat(Jitter.NONE.phase(PERIOD)).isZero();
        assertThat(Jitter.NONE.again(PERIOD)).isEqualTo(PERIOD);
    }
}
