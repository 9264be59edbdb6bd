package io.drover.simulation;

import java.util.List;

/**
 * What a run came to.
 *
 * @param periods its curves
 * @param violations the first hundred; {@link Summary#invariantViolations} counts all
 */
public record Result(Summary summary, List<Period> periods, List<Violation> violations) {

    public Result {
        periods = List.copyOf(periods);
        violations = List.copyOf(violations);
    }
}
