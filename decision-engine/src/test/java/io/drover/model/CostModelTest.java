package io.drover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostModelTest {

    @ParameterizedTest
    @CsvSource({
        "256, 12.5, 1, 278.25, 22.26, 0.0305",
        "256, 12.5, 5, 426.55, 34.12, 0.0334",
        "1024, 110, 20, 1251.51, 11.377, 0.0218",
    })
    void closedFormHoldsTheWorkedValues(
            double memory, double bandwidth, double dirty, double megabytes, double seconds, double downtime) {
        CostModel.Cost cost = CostModel.CLOSED_FORM.of(memory, bandwidth, dirty);
        assertThat(cost.megabytes()).isCloseTo(megabytes, within(0.005));
        assertThat(cost.seconds()).isCloseTo(seconds, within(0.005));
        assertThat(cost.downtimeSeconds()).isCloseTo(downtime, within(0.0001));
    }

    @ParameterizedTest
    @CsvSource({
        "256, 12.5, 1, 277.75, 22.220, 0.0275",
        "1024, 110, 20, 1237.92, 11.254, 0.0206",
        "4096, 110, 20, 4989.03, 45.355, 0.0232",
    })
    void clampedLoopHoldsTheWorkedValues(
            double memory, double bandwidth, double dirty, double megabytes, double seconds, double downtime) {
        CostModel.Cost cost = CostModel.PUBLISHED.of(memory, bandwidth, dirty);
        assertThat(cost.megabytes()).isCloseTo(megabytes, within(0.005));
        assertThat(cost.seconds()).isCloseTo(seconds, within(0.0005));
        assertThat(cost.downtimeSeconds()).isCloseTo(downtime, within(0.00005));
    }

    @ParameterizedTest
    @CsvSource({"256, 12.5, 0", "256, 12.5, 11", "256, 12.5, 40", "65536, 12.5, 12.4", "1, 1000, 999"})
    void everyRoundEndsAndCostsAtLeastOneCopy(double memory, double bandwidth, double dirty) {
        CostModel.Cost cost = CostModel.PUBLISHED.of(memory, bandwidth, dirty);
        assertThat(cost.megabytes()).isGreaterThanOrEqualTo(memory).isFinite();
        assertThat(cost.seconds()).isGreaterThanOrEqualTo(memory / bandwidth).isFinite();
        assertThat(cost.downtimeSeconds()).isGreaterThanOrEqualTo(CostModel.PUBLISHED.resume());
    }
}
