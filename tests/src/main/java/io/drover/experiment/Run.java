package io.drover.experiment;

import io.drover.engine.AuctionEngine;
import io.drover.scenario.Scenario;
import io.drover.simulation.MessageSize;
import io.drover.simulation.Onlooker;
import io.drover.simulation.Result;
import io.drover.simulation.Simulation;
import java.time.Duration;

/** A cell with a seed: what is run once. */
public record Run(Cell cell, long seed) {

    /** Unique, and fit for a file's name. */
    public String id() {
        return cell.id() + "-seed" + seed;
    }

    /** By the production engine, in virtual time. */
    public RunResult result(MessageSize size) {
        Scenario scenario = cell.scenario(seed);
        Result result = Simulation.run(scenario, AuctionEngine::new, size);
        return new RunResult(
                result.summary(),
                result.steps(),
                best(scenario, Duration.ZERO),
                best(scenario, scenario.duration().minusNanos(1)));
    }

    /** The same, watched. */
    public void watch(MessageSize size, Onlooker onlooker) {
        Simulation.run(cell.scenario(seed), AuctionEngine::new, size, onlooker);
    }

    private static double best(Scenario scenario, Duration at) {
        return BestPlacement.systemPerformance(scenario, at).orElse(Double.NaN);
    }
}
