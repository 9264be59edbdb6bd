package io.drover.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The measurement point.
 *
 * @param name by which agents answer it, and under which it keeps its samples
 * @param interval between two samples of the fleet
 * @param connection JDBC URL of the store, perhaps with a password; empty: a file in {@code statePath}
 * @param retention empty: for ever
 */
public record MeasureConfig(
        String name,
        BusConfig bus,
        Duration interval,
        Path statePath,
        Optional<String> connection,
        Optional<Duration> retention,
        WebConfig web) {

    /** @throws InvalidConfiguration with everything that a measurement point misses */
    public static MeasureConfig of(Configuration configuration) {
        BusConfig bus = BusConfig.of(configuration);
        return new MeasureConfig(
                bus.speaker("measure@" + AgentConfig.host(configuration)),
                bus,
                configuration.get(Options.MEASURE_INTERVAL),
                configuration.get(Options.STATE_PATH),
                configuration.find(Options.CONNECTION),
                Optional.of(configuration.get(Options.RETENTION)).filter(kept -> !kept.isZero()),
                new WebConfig(configuration.get(Options.LISTEN), configuration.find(Options.TOKEN_FILE)));
    }

    @Override
    public String toString() {
        return name + " every " + interval + (connection.isPresent() ? ", in a database, " : ", in a file, ") + web;
    }
}
