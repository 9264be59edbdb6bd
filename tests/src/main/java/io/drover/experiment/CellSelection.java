package io.drover.experiment;

import io.drover.model.Settings.StrategyName;
import io.drover.scenario.HypervisorKind;
import io.drover.scenario.LoadLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Which part of doc/sources.md, Table 4-1, is run. */
public record CellSelection(
        List<ThesisScenario> scenarios,
        List<StrategyName> strategies,
        List<LoadLevel> loads,
        List<HypervisorKind> hypervisors,
        List<Fleet> fleets,
        int seeds,
        Duration duration) {

    /** All of Table 4-1 on all fleets, three seeds each. */
    public static final CellSelection ALL = new CellSelection(
            List.of(ThesisScenario.values()),
            List.of(StrategyName.PUSH, StrategyName.PULL, StrategyName.HYBRID),
            List.of(LoadLevel.values()),
            List.of(HypervisorKind.XEN, HypervisorKind.KVM),
            List.of(Fleet.values()),
            3,
            Duration.ofSeconds(20_000));

    public CellSelection {
        scenarios = List.copyOf(scenarios);
        strategies = List.copyOf(strategies);
        loads = List.copyOf(loads);
        hypervisors = List.copyOf(hypervisors);
        fleets = List.copyOf(fleets);
        if (seeds < 1) throw new IllegalArgumentException("an experiment has at least 1 seed, not " + seeds);
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("a run lasts longer than " + duration.toSeconds() + " s");
        }
    }

    /**
     * Table 4-1 on the testbed and on 19 hosts; its first scenario also without settling and on mixed hosts; its second
     * also by Drover's own rules.
     */
    public List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Fleet fleet : fleets) {
            for (Rules rules : Rules.values()) {
                for (ThesisScenario scenario : scenarios) {
                    if (wanted(fleet, rules, scenario)) add(cells, fleet, rules, scenario);
                }
            }
        }
        return cells;
    }

    /** Seed by seed, so that a run that is broken off has whole seeds. */
    public List<Run> runs() {
        List<Cell> cells = cells();
        List<Run> runs = new ArrayList<>();
        for (long seed = 1; seed <= seeds; seed++) {
            for (Cell cell : cells) runs.add(new Run(cell, seed));
        }
        return runs;
    }

    private static boolean wanted(Fleet fleet, Rules rules, ThesisScenario scenario) {
        if (fleet == Fleet.MIXED) return rules == Rules.THESIS && scenario == ThesisScenario.NORMAL_FIXED;
        return switch (rules) {
            case THESIS -> true;
            case UNSETTLED -> scenario == ThesisScenario.NORMAL_FIXED;
            case DROVER -> scenario == ThesisScenario.NORMAL;
        };
    }

    private void add(List<Cell> cells, Fleet fleet, Rules rules, ThesisScenario scenario) {
        for (HypervisorKind hypervisor : hypervisors) {
            for (StrategyName strategy : strategies) {
                for (LoadLevel load : scenario.loads()) {
                    if (!loads.contains(load)) continue;
                    cells.add(new Cell(scenario, strategy, load, hypervisor, fleet, rules, duration));
                }
            }
        }
    }
}
