package io.drover.simulation;

import java.util.List;

/**
 * What a run came to.
 *
 * @param periods its curves
 * @param steps the same, ten times as fine
 * @param violations the first hundred; {@link Summary#invariantViolations} counts all
 */
public record Result(Summary summary, List<Period> periods, List<Period> steps, List<Violation> violations) {

    public Result {
        periods = List.copyOf(periods);
        steps = List.copyOf(steps);
        violations = List.copyOf(violations);
    }
}
