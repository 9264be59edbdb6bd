package io.drover.simulation;

import java.util.List;

/**
 * What a run came to.
 *
 * @param periods its curves
 * @param steps the same, ten times as fine
 * @param drains what became of the orders to empty hosts, in order of time
 * @param violations the first hundred; {@link Summary#invariantViolations} counts all
 */
public record Result(
        Summary summary, List<Period> periods, List<Period> steps, List<Drained> drains, List<Violation> violations) {

    public Result {
        periods = List.copyOf(periods);
        steps = List.copyOf(steps);
        drains = List.copyOf(drains);
        violations = List.copyOf(violations);
    }
}
