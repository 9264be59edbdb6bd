package io.drover.simulation;

import io.drover.model.Decimal;
import io.drover.model.StrategySettings;
import io.drover.scenario.Scenario;
import io.drover.scenario.ServerSpec;

/** Measured by what its servers truly hold once one has come, where all of them tell, and none is put there by Nova. */
final class MemoryOfTheAccepted implements Invariant {

    private final Violations violations;
    private final double push;
    private final boolean knowable;

    MemoryOfTheAccepted(Scenario scenario, Violations violations) {
        this.violations = violations;
        StrategySettings rules = scenario.settings().strategy();
        this.push = Math.max(rules.memory().push(), scenario.settings().drain().ceiling());
        this.knowable = rules.rules().weighsMemory()
                && scenario.servers().stream().allMatch(ServerSpec::thereAtStart)
                && scenario.servers().stream().allMatch(server -> server.memoryUsedMib() != null);
    }

    @Override
    public String sentence() {
        return "no host accepts what fills its memory";
    }

    @Override
    public void ended(SimulatedMigration migration) {
        if (!knowable || !migration.outcome().orElseThrow().done()) return;
        SimulatedHost host = migration.destination;
        double share = host.facts().usage().memoryWith(0).orElse(0);
        if (share < push) return;
        violations.report(this, host.name() + " uses " + Decimal.shortest(share) + " of its memory");
    }
}
