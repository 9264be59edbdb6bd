package io.drover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class NoiseTest {

    private static Noise after(DoubleStream samples) {
        Noise noise = Noise.NONE;
        for (double sample : samples.toArray()) noise = noise.with(sample);
        return noise;
    }

    /** λ = 1: the smoothed value is the sample. */
    @Test
    void isTheStandardDeviationOfIndependentSamples() {
        SplittableRandom random = new SplittableRandom(7);
        double mean = DoubleStream.generate(() -> after(random.doubles(200).map(u -> 3 + Math.sqrt(12) * 0.5 * u))
                        .ofSmoothed(1))
                .limit(2_000)
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(0.5, within(0.05));
    }

    /** Of an 8-CPU host from 0.03 to 0.91, sampled once in the middle of the change: what a fleet must react to. */
    @Test
    void aStepIsNone() {
        Noise quiet = after(DoubleStream.of(0.24, 0.24, 0.24, 0.24, 0.24, 0.24));
        Noise risen = quiet.with(3.7).with(7.28).with(7.28);
        assertThat(risen.ofSmoothed(1)).isZero();
        assertThat(risen.with(6.07).with(6.07).ofSmoothed(1)).isZero();
    }

    /** A swing of ±1 that comes back every time. */
    @Test
    void aSwingIs() {
        Noise swinging = after(DoubleStream.iterate(1, x -> -x).limit(100));
        assertThat(swinging.ofSmoothed(1)).isGreaterThan(1);
    }
}
