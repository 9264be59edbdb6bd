package io.drover.model;

import io.drover.model.Settings.Goal;
import io.drover.model.Settings.Rules;
import io.drover.model.Settings.StrategyName;
import java.time.Duration;

/**
 * What makes a host act, and by whose rules.
 *
 * @param thresholds the base ones
 * @param memory likewise of the share of a host's memory that is used; these do not move
 * @param variable whether they move
 * @param variableMean n: mean time between moves
 * @param requiredImprovement percent by which the entropy of the two hosts alone must rise
 * @param rules where Drover and the thesis differ, whose rule holds
 * @param spread what is evened out while nothing is hot
 */
public record StrategySettings(
        StrategyName name,
        Goal goal,
        Thresholds thresholds,
        Thresholds memory,
        boolean variable,
        Duration variableMean,
        double requiredImprovement,
        Rules rules,
        Spread spread) {

    /** Of hosts that spread nothing. */
    public StrategySettings(
            StrategyName name,
            Goal goal,
            Thresholds thresholds,
            Thresholds memory,
            boolean variable,
            Duration variableMean,
            double requiredImprovement,
            Rules rules) {
        this(name, goal, thresholds, memory, variable, variableMean, requiredImprovement, rules, Spread.OFF);
    }

    public StrategySettings with(StrategyName other) {
        return new StrategySettings(
                other, goal, thresholds, memory, variable, variableMean, requiredImprovement, rules, spread);
    }

    /** The same with other thresholds of the load. */
    public StrategySettings with(Thresholds other) {
        return new StrategySettings(
                name, goal, other, memory, variable, variableMean, requiredImprovement, rules, spread);
    }

    public StrategySettings varying(boolean other) {
        return new StrategySettings(
                name, goal, thresholds, memory, other, variableMean, requiredImprovement, rules, spread);
    }

    public StrategySettings spreading(Spread other) {
        return new StrategySettings(
                name, goal, thresholds, memory, variable, variableMean, requiredImprovement, rules, other);
    }
}
