package io.drover.experiment;

import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.scenario.HypervisorKind;
import io.drover.scenario.LoadLevel;
import io.drover.scenario.Scenario;
import io.drover.scenario.Workload;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** One test of doc/sources.md, Table 4-1, or of one of its variations. Run with a seed it is a run. */
public record Cell(
        ThesisScenario scenario,
        StrategyName strategy,
        LoadLevel load,
        HypervisorKind hypervisor,
        Fleet fleet,
        Rules rules,
        Duration duration) {

    public Cell {
        if (!scenario.loads().contains(load)) {
            throw new IllegalArgumentException(
                    "scenario " + scenario.number() + " has no " + lower(load) + " load in Table 4-1");
        }
    }

    /** Unique, and fit for a file's name. */
    public String id() {
        return "s" + scenario.number() + "-" + lower(strategy) + "-" + lower(load) + "-" + lower(hypervisor) + "-"
                + fleet.option() + "-" + rules.word();
    }

    /** The thesis' word for strategy and load together: "Push high". */
    public String profile() {
        String name = lower(strategy);
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + " " + lower(load);
    }

    public Cell with(StrategyName other) {
        return new Cell(scenario, other, load, hypervisor, fleet, rules, duration);
    }

    public Cell with(LoadLevel other) {
        return new Cell(scenario, strategy, other, hypervisor, fleet, rules, duration);
    }

    public Cell with(HypervisorKind other) {
        return new Cell(scenario, strategy, load, other, fleet, rules, duration);
    }

    public Cell with(Fleet other) {
        return new Cell(scenario, strategy, load, hypervisor, other, rules, duration);
    }

    public Cell with(Rules other) {
        return new Cell(scenario, strategy, load, hypervisor, fleet, other, duration);
    }

    public Cell with(ThesisScenario other) {
        return new Cell(other, strategy, load, hypervisor, fleet, rules, duration);
    }

    /** The same seed draws the same servers for every strategy and all rules. */
    public Scenario scenario(long seed) {
        return workload(seed).scenario().under(rules.settings(strategy, scenario.variableThreshold()));
    }

    /** The command line that runs it, or comes closest to it. */
    public String command(long seed) {
        return workload(seed).command();
    }

    private Workload workload(long seed) {
        return Workload.builder()
                .hosts(fleet.hosts())
                .servers(fleet.servers())
                .strategy(strategy)
                .load(load)
                .pattern(scenario.pattern())
                .variableThreshold(scenario.variableThreshold())
                .hypervisor(hypervisor)
                .profile(rules.profile())
                .thresholds(rules == Rules.DROVER ? Optional.of(Thresholds.TESTBED) : Optional.empty())
                .duration(duration)
                .seed(seed)
                .variation(fleet.variation())
                .build();
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
