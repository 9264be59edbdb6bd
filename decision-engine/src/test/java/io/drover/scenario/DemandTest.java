package io.drover.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DemandTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void aStepChangesOnce() {
        Demand step = Demand.step(0.2, Duration.ofSeconds(100), 0.8);
        assertThat(step.at(100 * SECOND - 1)).isEqualTo(0.2);
        assertThat(step.at(100 * SECOND)).isEqualTo(0.8);
        assertThat(step.changeAfter(0)).isEqualTo(100 * SECOND);
        assertThat(step.changeAfter(100 * SECOND)).isEqualTo(Demand.NEVER);
    }

    @Test
    void aRowChangesWhereItsValuesDoAndItsLastOneLasts() {
        Demand row = new Demand.Row(new short[] {1000, 1000, 5000}, Duration.ofSeconds(300), 2);
        assertThat(row.at(0)).isEqualTo(0.2);
        assertThat(row.changeAfter(0)).isEqualTo(600 * SECOND);
        assertThat(row.at(600 * SECOND)).isEqualTo(1.0);
        assertThat(row.changeAfter(600 * SECOND)).isEqualTo(Demand.NEVER);
        assertThat(row.at(100_000 * SECOND)).isEqualTo(1.0);
    }
}
