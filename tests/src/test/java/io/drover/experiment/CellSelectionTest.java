package io.drover.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.model.Settings;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.scenario.HostSpec;
import io.drover.scenario.HypervisorKind;
import io.drover.scenario.LoadLevel;
import io.drover.scenario.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CellSelectionTest {

    /** 18 + 18 + 12 + 12 + 18 tests. */
    @Test
    void table41IsWhole() {
        assertThat(CellSelection.ALL.cells())
                .filteredOn(cell -> cell.rules() == Rules.THESIS && cell.fleet() == Fleet.TESTBED)
                .hasSize(78);
        assertThat(CellSelection.ALL.cells())
                .filteredOn(cell -> cell.scenario() == ThesisScenario.BURST)
                .extracting(Cell::load)
                .doesNotContain(LoadLevel.HIGH);
    }

    @Test
    void everyRunHasANameOfItsOwn() {
        assertThat(CellSelection.ALL.runs()).extracting(Run::id).doesNotHaveDuplicates();
    }

    @Test
    void aCellFollowsItsRules() {
        Settings thesis = settings(Rules.THESIS);
        assertThat(thesis.strategy().thresholds()).isEqualTo(Thresholds.TESTBED);
        assertThat(thesis.strategy().rules()).isEqualTo(Settings.Rules.THESIS);
        assertThat(thesis.auction().destinationSettle()).isEqualTo(Duration.ofSeconds(30));

        Settings unsettled = settings(Rules.UNSETTLED);
        assertThat(unsettled.strategy()).isEqualTo(thesis.strategy());
        assertThat(unsettled.auction().sourceSettle()).isZero();
        assertThat(unsettled.auction().destinationSettle()).isZero();

        assertThat(settings(Rules.DROVER).strategy().rules()).isEqualTo(Settings.Rules.DROVER);
        assertThat(settings(Rules.DROVER).strategy().thresholds()).isEqualTo(Thresholds.TESTBED);
    }

    @Test
    void strategiesAndRulesGetTheSameServers() {
        Scenario scenario = cell(Rules.THESIS).scenario(7);
        assertThat(cell(Rules.DROVER).with(StrategyName.PULL).scenario(7).servers())
                .isEqualTo(scenario.servers());
        assertThat(cell(Rules.THESIS).scenario(8).servers()).isNotEqualTo(scenario.servers());
    }

    @Test
    void mixedHostsAreThoseOfSection41() {
        Scenario mixed = cell(Rules.THESIS).with(Fleet.MIXED).scenario(1);
        assertThat(mixed.hosts()).extracting(HostSpec::cpus).containsExactly(4, 4, 1);
        assertThat(mixed.servers()).hasSize(8);
    }

    @Test
    void whatTable41HasNotIsRefused() {
        assertThatThrownBy(() -> cell(Rules.THESIS).with(LoadLevel.HIGH).with(ThesisScenario.BURST))
                .hasMessage("scenario 3 has no high load in Table 4-1");
    }

    private static Settings settings(Rules rules) {
        return cell(rules).scenario(1).settings();
    }

    private static Cell cell(Rules rules) {
        return new Cell(
                ThesisScenario.NORMAL,
                StrategyName.PUSH,
                LoadLevel.MEDIUM,
                HypervisorKind.KVM,
                Fleet.TESTBED,
                rules,
                Duration.ofSeconds(2000));
    }
}
