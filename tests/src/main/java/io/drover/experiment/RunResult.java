package io.drover.experiment;

import io.drover.simulation.Period;
import io.drover.simulation.Summary;
import java.util.List;

/**
 * What a run came to.
 *
 * @param steps its curves
 * @param bestAtStart the highest system performance of any placement; NaN: not counted
 * @param bestAtEnd the same for the servers and loads at the end
 */
public record RunResult(Summary summary, List<Period> steps, double bestAtStart, double bestAtEnd) {

    public RunResult {
        steps = List.copyOf(steps);
    }
}
