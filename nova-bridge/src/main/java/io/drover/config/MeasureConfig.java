package io.drover.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The measurement point.
 *
 * @param name by which agents answer it, and under which it keeps its samples
 * @param interval between two samples of the fleet
 */
public record MeasureConfig(String name, BusConfig bus, Duration interval, Path statePath, Store store, WebConfig web) {

    /**
     * What is kept, and where.
     *
     * @param connection JDBC URL, perhaps with a password; empty: a file in {@code statePath}
     * @param retention of all; empty: for ever
     * @param raw of every sample; then means of five minutes remain. Empty: as long as all
     */
    public record Store(Optional<String> connection, Optional<Duration> retention, Optional<Duration> raw) {

        /** All is kept in a file for ever. */
        public static final Store FILE = new Store(Optional.empty(), Optional.empty(), Optional.empty());

        private static Store of(Configuration configuration) {
            return new Store(
                    configuration.find(Options.CONNECTION),
                    time(configuration, Options.RETENTION),
                    time(configuration, Options.RAW_RETENTION));
        }

        private static Optional<Duration> time(Configuration configuration, Option<Duration> option) {
            return Optional.of(configuration.get(option)).filter(time -> !time.isZero());
        }
    }

    /** @throws InvalidConfiguration with everything that a measurement point misses */
    public static MeasureConfig of(Configuration configuration) {
        BusConfig bus = BusConfig.of(configuration);
        return new MeasureConfig(
                bus.speaker("measure@" + AgentConfig.host(configuration)),
                bus,
                configuration.get(Options.MEASURE_INTERVAL),
                configuration.get(Options.STATE_PATH),
                Store.of(configuration),
                new WebConfig(configuration.get(Options.LISTEN), configuration.find(Options.TOKEN_FILE)));
    }

    @Override
    public String toString() {
        return name + " every " + interval + (store.connection().isPresent() ? ", in a database, " : ", in a file, ")
                + web;
    }
}
