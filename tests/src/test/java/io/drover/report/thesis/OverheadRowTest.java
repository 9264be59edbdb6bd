package io.drover.report.thesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.experiment.ThesisScenario;
import io.drover.model.Settings.StrategyName;
import io.drover.scenario.HypervisorKind;
import io.drover.scenario.LoadLevel;
import org.junit.jupiter.api.Test;

class OverheadRowTest {

    @Test
    void allTenTablesAreThere() {
        assertThat(OverheadRow.all()).hasSize(78);
        assertThat(OverheadRow.all()).extracting(OverheadRow::table).contains("5-2", "5-11");
        assertThat(OverheadRow.all())
                .contains(new OverheadRow(
                        "5-8",
                        ThesisScenario.DRAIN,
                        HypervisorKind.XEN,
                        StrategyName.HYBRID,
                        LoadLevel.HIGH,
                        78.66,
                        39.19,
                        57.80,
                        57.83,
                        11.55));
    }

    /** A slip in copying would be another. */
    @Test
    void onlyOneRowContradictsItself() {
        assertThat(OverheadRow.all())
                .filteredOn(OverheadRow::misprinted)
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.table()).isEqualTo("5-11");
                    assertThat(row.strategy()).isEqualTo(StrategyName.PULL);
                    assertThat(row.load()).isEqualTo(LoadLevel.MEDIUM);
                });
    }
}
