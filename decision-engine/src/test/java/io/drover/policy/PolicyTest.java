package io.drover.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.scenario.Faults;
import io.drover.scenario.HypervisorKind;
import io.drover.scenario.Pattern;
import io.drover.scenario.Scenario;
import io.drover.scenario.Workload;
import io.drover.simulation.MessageSize;
import io.drover.simulation.Result;
import io.drover.simulation.Summary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyTest {

    private static final Duration DURATION = Duration.ofSeconds(3000);

    private static Scenario scenario(Pattern pattern, HypervisorKind hypervisor, String faults) {
        return Workload.builder()
                .hosts(6)
                .servers(36)
                .strategy(StrategyName.HYBRID)
                .pattern(pattern)
                .variableThreshold(false)
                .hypervisor(hypervisor)
                .thresholds(Optional.of(Thresholds.TESTBED))
                .duration(DURATION)
                .seed(3)
                .faults(Faults.parse(faults))
                .build()
                .scenario();
    }

    private static Result run(Policy policy, Scenario scenario) {
        return policy.run(scenario, MessageSize.ESTIMATE);
    }

    @ParameterizedTest
    @EnumSource(Policy.class)
    void breaksNoRuleOfTheCloudWhateverGoesWrong(Policy policy) {
        Scenario rough = scenario(
                Pattern.FLUCTUATION, HypervisorKind.KVM, "loss=0.02,duplicate=0.02,crash=0.0005,nova-error=0.1");
        Result result = run(policy, rough);
        assertThat(result.violations()).isEmpty();
        assertThat(result.summary().durationSeconds()).isEqualTo(3000);
    }

    @ParameterizedTest
    @EnumSource(Policy.class)
    void equalSeedsGiveEqualRuns(Policy policy) {
        Scenario scenario = scenario(Pattern.BURST, HypervisorKind.XEN, "");
        List<String> one = new ArrayList<>();
        List<String> other = new ArrayList<>();
        Result first = policy.run(scenario, MessageSize.ESTIMATE, one::add);
        Result second = policy.run(scenario, MessageSize.ESTIMATE, other::add);
        assertThat(second).isEqualTo(first);
        assertThat(other).isEqualTo(one);
    }

    @Test
    void everyPolicyThatActsRelievesAHotHost() {
        Map<Policy, PolicyOutcome> outcomes = new EnumMap<>(Policy.class);
        Scenario scenario = scenario(Pattern.HOTSPOT, HypervisorKind.KVM, "");
        for (Policy policy : Policy.values()) outcomes.put(policy, PolicyOutcome.of(policy, run(policy, scenario)));
        PolicyOutcome none = outcomes.get(Policy.NONE);
        assertThat(none.hotHostSeconds()).isEqualTo(3000);
        assertThat(none.migrations()).isZero();
        assertThat(none.messages()).isZero();
        for (PolicyOutcome outcome : outcomes.values()) {
            if (outcome.policy() == Policy.NONE || outcome.policy() == Policy.WATCHER_WORKLOAD_BALANCE) continue;
            assertThat(outcome.hotHostSeconds()).as(outcome.toString()).isLessThan(none.hotHostSeconds() / 2);
            assertThat(outcome.meanDeviation()).as(outcome.toString()).isLessThan(none.meanDeviation());
            assertThat(outcome.gigabytes()).as(outcome.toString()).isGreaterThanOrEqualTo(0.25 * outcome.migrations());
        }
        assertThat(outcomes.get(Policy.WATCHER_WORKLOAD_BALANCE).hotHostSeconds())
                .as("its targets are below 25 %, and there are soon none")
                .isEqualTo(3000);
        assertThat(outcomes.get(Policy.CENTRALISED).hotHostSeconds())
                .isLessThan(outcomes.get(Policy.GREEDY).hotHostSeconds());
    }

    /** A burst that nobody could foresee makes hosts hot, and half of them would not be. */
    @Test
    void whoKnowsTheRunNeedsNoMove() {
        Scenario scenario = scenario(Pattern.BURST, HypervisorKind.KVM, "");
        PolicyOutcome none = PolicyOutcome.of(Policy.NONE, run(Policy.NONE, scenario));
        PolicyOutcome known = PolicyOutcome.of(Policy.CLAIRVOYANT, run(Policy.CLAIRVOYANT, scenario));
        assertThat(none.hotHostSeconds()).isGreaterThan(1500);
        assertThat(known.hotHostSeconds()).isLessThan(none.hotHostSeconds() / 2);
        assertThat(known.migrations()).isZero();
    }

    /** What metering costs is not counted; what a central server would send is (doc/sources.md, 6.2). */
    @Test
    void onlyDroversKindsOfTrafficIsCounted() {
        Scenario scenario = scenario(Pattern.HOTSPOT, HypervisorKind.KVM, "");
        for (Policy policy : List.of(
                Policy.NONE, Policy.GREEDY, Policy.WATCHER_WORKLOAD_BALANCE, Policy.WATCHER_WORKLOAD_STABILIZATION)) {
            assertThat(run(policy, scenario).summary().messages()).isEqualTo(new Summary.Messages(0, 0, 0, 0));
        }
        assertThat(run(Policy.CENTRALISED, scenario).summary().messages().count())
                .as("one of each of 6 hosts in each 10 s, and one more at its start")
                .isBetween(1800L, 1810L);
        assertThat(run(Policy.PERIODIC_UPDATES, scenario).summary().messages().count())
                .as("one of each of 6 hosts in each 60 s, greetings and awards")
                .isBetween(300L, 600L);
    }

    @Test
    void optionsAreSpeltAsTheManualHasThem() {
        assertThat(Policy.of("watcher-workload-stabilization")).isEqualTo(Policy.WATCHER_WORKLOAD_STABILIZATION);
        assertThat(Policy.of("Periodic-Updates")).isEqualTo(Policy.PERIODIC_UPDATES);
        assertThatThrownBy(() -> Policy.of("magic"))
                .hasMessage(
                        "policy is one of drover, centralised, periodic-updates, greedy,"
                                + " watcher-workload-stabilization, watcher-workload-balance, clairvoyant, none, not \"magic\"");
    }
}
