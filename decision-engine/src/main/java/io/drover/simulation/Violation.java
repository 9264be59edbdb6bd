package io.drover.simulation;

import io.drover.model.Decimal;
import java.time.Duration;

/**
 * An invariant that did not hold.
 *
 * @param invariant its name
 * @param at since the start of the run
 * @param sentence what was seen
 * @param command the command line that shows it again
 */
public record Violation(String invariant, Duration at, String sentence, long seed, String command) {

    @Override
    public String toString() {
        return "at " + Decimal.milliseconds(at.toNanos()) + " ms \"" + invariant + "\" was broken: " + sentence
                + " (seed " + seed + "; again: " + command + ")";
    }
}
