package io.drover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PacingTest {

    private static final Duration LIMIT = Duration.ofSeconds(120);

    @Test
    void backoffStaysWithinItsWindowAndItsLimit() {
        SplittableRandom random = new SplittableRandom(1);
        Backoff backoff = Backoff.NONE;
        assertThat(backoff.wait(LIMIT, false, random)).isZero();
        for (int failures = 1; failures <= 100; failures++) {
            backoff = backoff.failed();
            Duration window = Duration.ofMillis(500L * ((1L << Math.min(failures, 8)) - 1));
            Duration busyWindow = Duration.ofMillis(500L * ((1L << Math.min(failures, 3)) - 1));
            for (int draw = 0; draw < 50; draw++) {
                assertThat(backoff.wait(LIMIT, false, random)).isLessThanOrEqualTo(window);
                assertThat(backoff.wait(LIMIT, false, random)).isLessThanOrEqualTo(LIMIT);
                assertThat(backoff.wait(LIMIT, true, random)).isLessThanOrEqualTo(busyWindow);
            }
        }
    }

    @Test
    void backoffReachesTheWholeWindow() {
        SplittableRandom random = new SplittableRandom(1);
        Backoff twice = Backoff.NONE.failed().failed();
        assertThat(java.util.stream.IntStream.range(0, 200)
                        .mapToObj(i -> twice.wait(LIMIT, false, random).toMillis())
                        .distinct()
                        .sorted())
                .containsExactly(0L, 500L, 1000L, 1500L);
    }

    @Test
    void thresholdsCreepToTheMiddleAndStopApart() {
        VariableThreshold threshold = VariableThreshold.at(Thresholds.TESTBED);
        for (int i = 0; i < 20; i++) threshold = threshold.crept();
        assertThat(threshold.current().push()).isCloseTo(0.45, within(1e-12));
        assertThat(threshold.current().pull()).isCloseTo(0.35, within(1e-12));
        assertThat(threshold.reset().current()).isEqualTo(Thresholds.TESTBED);
    }

    @Test
    void thresholdsCloserThanTheGapStayAsTheyAre() {
        VariableThreshold threshold = VariableThreshold.at(new Thresholds(0.42, 0.38));
        assertThat(threshold.crept().current()).isEqualTo(new Thresholds(0.42, 0.38));
    }

    @Test
    void thresholdsAreChecked() {
        assertThatThrownBy(() -> new Thresholds(0.3, 0.7)).hasMessageContaining("0 <= pull < push");
        assertThatThrownBy(() -> new Thresholds(Double.NaN, 0.3)).hasMessageContaining("0 <= pull < push");
    }

    @Test
    void scopesAreParsed() {
        assertThat(AuctionScope.parse("sample:12")).isEqualTo(new AuctionScope.Sample(12));
        assertThat(AuctionScope.parse("auto")).isEqualTo(new AuctionScope.Auto());
        assertThat(AuctionScope.parse("all")).isEqualTo(new AuctionScope.All());
        assertThatThrownBy(() -> AuctionScope.parse("sample:x")).hasMessageContaining("wants a number");
        assertThatThrownBy(() -> AuctionScope.parse("sample:0")).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> AuctionScope.parse("some")).hasMessageContaining("auto, all, group or sample:k");
    }
}
