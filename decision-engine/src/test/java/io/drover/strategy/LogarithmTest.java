package io.drover.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogarithmTest {

    /** What its documentation promises. */
    private static final double ERROR = 1e-11;

    @Test
    void isOffByLessThanItSays() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 200_000; i++) {
            double x = StrictMath.exp(random.nextDouble(-20, 20));
            assertThat(Logarithm.of(x)).isCloseTo(StrictMath.log(x), within(ERROR));
        }
    }

    @Test
    void isOffByLessAtTheEndsOfItsParts() {
        for (int part = 0; part < 256; part++) {
            double from = 1 + part / 256.0;
            assertThat(Logarithm.of(from)).isCloseTo(StrictMath.log(from), within(ERROR));
            double below = Math.nextDown(from);
            assertThat(Logarithm.of(below)).isCloseTo(StrictMath.log(below), within(ERROR));
        }
    }
}
