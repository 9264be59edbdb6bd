package io.drover.policy;

import io.drover.model.Settings;
import io.drover.plan.GreedyPlanner;
import io.drover.plan.PlanOptions;
import io.drover.plan.Planner;
import io.drover.simulation.CentralPolicy;
import io.drover.simulation.Snapshot;
import java.util.List;

/** A central greedy search on the metering that Watcher has too: what a better decision alone would bring. */
final class Greedy implements CentralPolicy {

    private final PlanOptions options;
    private final Planner planner = new GreedyPlanner();

    Greedy(Settings settings) {
        this.options = PlanOptions.of(settings);
    }

    @Override
    public Terms terms() {
        return Watcher.TERMS;
    }

    @Override
    public List<Move> decide(Snapshot fleet) {
        return Clusters.moves(planner.plan(Clusters.of(fleet, server -> true), options));
    }
}
