package io.drover.config;

import java.time.Duration;

/**
 * When a running migration is given up.
 *
 * @param stall without any progress
 * @param completion in all
 */
public record SupervisionConfig(Duration stall, Duration completion) {

    public static SupervisionConfig of(Configuration configuration) {
        return new SupervisionConfig(
                configuration.get(Options.STALL_TIMEOUT), configuration.get(Options.COMPLETION_TIMEOUT));
    }
}
