package io.drover.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EstimateTest {

    /** t(0.975; 2) = 4.303; standard error 1/√3. */
    @Test
    void hasStudentsInterval() {
        Estimate estimate = Estimate.of(1, 2, 3);
        assertThat(estimate.mean()).isEqualTo(2);
        assertThat(estimate.halfWidth()).isCloseTo(4.3027 / Math.sqrt(3), within(1e-4));
        assertThat(estimate.text(2)).isEqualTo("2.00 ± 2.48");
        assertThat(estimate.clearlyNotZero()).isFalse();
        assertThat(Estimate.of(10, 11, 12).clearlyNotZero()).isTrue();
    }

    @Test
    void oneValueHasNone() {
        assertThat(Estimate.of(5).text(1)).isEqualTo("5.0");
        assertThat(Estimate.of(5).clearlyNotZero()).isFalse();
    }

    @Test
    void whatIsNotKnownDoesNotCount() {
        assertThat(Estimate.of(1, Double.NaN, 3).mean()).isEqualTo(2);
        assertThat(Estimate.of(Double.NaN).text(1)).isEqualTo("–");
    }
}
