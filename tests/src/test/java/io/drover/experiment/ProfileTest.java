package io.drover.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.config.Configuration;
import io.drover.config.EngineConfig;
import io.drover.config.MigrationOptions;
import io.drover.config.Option;
import io.drover.config.Options;
import io.drover.model.Profile;
import io.drover.model.Settings;
import io.drover.model.Settings.StrategyName;
import io.drover.scenario.HypervisorKind;
import io.drover.scenario.LoadLevel;
import io.drover.scenario.Workload;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Agents, simulations and experiments of one profile go by the same settings. */
class ProfileTest {

    /** What the simulated testbed's operator would set, whatever the profile. */
    private static final Map<Option<?>, String> TESTBED = Map.of(
            MigrationOptions.BANDWIDTH, "12.5",
            MigrationOptions.DEFAULT_DIRTY_RATE, "1",
            MigrationOptions.COST_MODEL, "published");

    @ParameterizedTest
    @EnumSource
    void anAgentGoesByItsProfile(Profile profile) {
        assertThat(agent(profile, Map.of())).isEqualTo(profile.settings());
    }

    @ParameterizedTest
    @EnumSource
    void aSimulationGoesByWhatAnAgentOnTheTestbedDoes(Profile profile) {
        Workload workload = Workload.builder().profile(profile).build();
        assertThat(workload.scenario().settings()).isEqualTo(agent(profile, TESTBED));
    }

    @ParameterizedTest
    @CsvSource({"THESIS, THESIS_TESTBED", "DROVER, DEFAULT"})
    void anExperimentGoesByWhatAnAgentOnTheTestbedDoes(Rules rules, Profile profile) {
        assertThat(experiment(rules)).isEqualTo(agent(profile, thesisThresholds()));
    }

    @Test
    void unsettledRulesDifferInTheirWaitsOnly() {
        Map<Option<?>, String> unsettled = thesisThresholds();
        unsettled.put(Options.SOURCE_SETTLE, "0");
        unsettled.put(Options.DESTINATION_SETTLE, "0");
        assertThat(experiment(Rules.UNSETTLED)).isEqualTo(agent(Profile.THESIS_TESTBED, unsettled));
    }

    private static Settings experiment(Rules rules) {
        return new Cell(
                        ThesisScenario.NORMAL,
                        StrategyName.HYBRID,
                        LoadLevel.MEDIUM,
                        HypervisorKind.KVM,
                        Fleet.TESTBED,
                        rules,
                        Duration.ofHours(1))
                .scenario(1)
                .settings();
    }

    /** Those of Table H-1, which all cells have; whether they move is the scenario's. */
    private static Map<Option<?>, String> thesisThresholds() {
        Map<Option<?>, String> texts = new LinkedHashMap<>(TESTBED);
        texts.put(Options.PUSH, "0.55");
        texts.put(Options.PULL, "0.25");
        texts.put(Options.VARIABLE, Boolean.toString(ThesisScenario.NORMAL.variableThreshold()));
        return texts;
    }

    private static Settings agent(Profile profile, Map<Option<?>, String> texts) {
        Map<Option<?>, String> all = new LinkedHashMap<>(texts);
        all.put(Options.PROFILE, profile.option());
        return EngineConfig.of(Configuration.of(all)).settings("", "");
    }
}
