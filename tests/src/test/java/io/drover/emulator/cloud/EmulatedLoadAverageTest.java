package io.drover.emulator.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class EmulatedLoadAverageTest {

    private static final int[] EXP = {1884, 2014, 2037};
    private static final int[] MINUTES = {1, 5, 15};

    @Test
    void stepsAsTheKernelDoes() {
        EmulatedLoadAverage average = new EmulatedLoadAverage();
        long[] kernel = new long[3];
        for (int step = 0; step < 2_000; step++) {
            int tasks = step / 150 * 3 % 7;
            average.step(tasks);
            for (int i = 0; i < kernel.length; i++) {
                kernel[i] = calcLoad(kernel[i], EXP[i], tasks * 2048L);
                assertThat(average.values()[i]).isEqualTo(kernel[i] / 2048.0);
            }
        }
    }

    @Test
    void followsAStepWithItsTimeConstants() {
        EmulatedLoadAverage average = new EmulatedLoadAverage();
        int seconds = 120;
        for (int i = 0; i < seconds / EmulatedLoadAverage.STEP_SECONDS; i++) {
            average.step(2);
        }
        for (int i = 0; i < MINUTES.length; i++) {
            double expected = 2 * (1 - Math.exp(-seconds / (60.0 * MINUTES[i])));
            assertThat(average.values()[i]).isCloseTo(expected, within(0.02));
        }
    }

    @Test
    void printsTwoDecimals() {
        EmulatedLoadAverage average = new EmulatedLoadAverage();
        assertThat(average).hasToString("0.00, 0.00, 0.00");
        average.step(1);
        assertThat(average).hasToString("0.08, 0.02, 0.01");
    }

    @Test
    void settlesOnTheLoadItself() {
        EmulatedLoadAverage average = new EmulatedLoadAverage();
        for (int i = 0; i < 2_000; i++) {
            average.step(1.5);
        }
        assertThat(average).hasToString("1.50, 1.50, 1.50");
    }

    /** calc_load() of include/linux/sched/loadavg.h, with numbers that cannot overflow. */
    private static long calcLoad(long load, int exp, long active) {
        BigInteger weighted = BigInteger.valueOf(load)
                .multiply(BigInteger.valueOf(exp))
                .add(BigInteger.valueOf(active).multiply(BigInteger.valueOf(2048L - exp)));
        BigInteger rounded = active >= load ? weighted.add(BigInteger.valueOf(2047)) : weighted;
        return rounded.divide(BigInteger.valueOf(2048)).longValueExact();
    }
}
