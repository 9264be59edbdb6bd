package io.drover.config;

import java.util.List;
import java.util.Optional;

/**
 * A parameter of doc/sources.md, Table H-1, and where it lives here.
 *
 * @param initial its value in the table
 * @param option the agent's option that accepts its name; empty: it means something in a simulation only
 * @param flag of {@code drover simulate}; empty: none
 */
public record ThesisParameter(String name, String initial, Optional<Option<?>> option, String flag, String meaning) {

    /** The whole table, in its order. */
    public static List<ThesisParameter> table() {
        return List.of(
                simulated("time-limit", "20000", "--duration", "Seconds that a run lasts."),
                agent(Options.BACKOFF_LIMIT, "120", "", "The longest backoff, s."),
                agent(TelemetryOptions.EWMA_LAMBDA, "0.2", "", "Weight of the newest sample."),
                agent(Options.REPLY_TIMEOUT, "10", "", "Seconds to wait for replies."),
                agent(Options.MEASURE_INTERVAL, "1000", "", "How often attempts and migrations are sampled, s."),
                simulated("initialSystemLoad", "low/medium/high", "--load", "0.25, 0.4 and 0.55 at the start."),
                simulated("burstHigh", "true/false", "--scenario burst", "Whether the load rises."),
                simulated("burstLow", "true/false", "--scenario drain", "Whether the load falls."),
                simulated("burstHighTime", "10000", "--change-at", "When it rises, s."),
                simulated("burstLowTime", "10000", "--change-at", "When it falls, s."),
                simulated("DynamicVM", "0", "--arrivals", "Servers that are created on the way."),
                simulated("VMsToRemove", "0", "--departures", "Servers that are removed on the way."),
                agent(Options.VARIABLE, "1", "--variable-threshold", "Whether thresholds vary."),
                agent(Options.REQUIRED_IMPROVEMENT, "0", "", "Percent by which a move must improve performance."),
                agent(Options.VARIABLE_MEAN, "300", "", "Mean time between steps of the threshold, s."),
                agent(Options.PUSH, "0.55", "--push-threshold", "The upper threshold."),
                agent(Options.PULL, "0.25", "--pull-threshold", "The lower threshold."),
                simulated("numNodes", "4", "--hosts", "Hosts."),
                agent(TelemetryOptions.LOAD_MINUTES, "5", "", "Minutes of the load average."),
                agent(Options.STRATEGY, "0/1", "--strategy", "0: Push, 1: Pull."));
    }

    private static ThesisParameter agent(Option<?> option, String initial, String flag, String meaning) {
        return new ThesisParameter(option.aliases().get(0).name(), initial, Optional.of(option), flag, meaning);
    }

    private static ThesisParameter simulated(String name, String initial, String flag, String meaning) {
        return new ThesisParameter(name, initial, Optional.empty(), flag, meaning);
    }
}
