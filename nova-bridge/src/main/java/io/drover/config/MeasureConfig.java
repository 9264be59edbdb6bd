package io.drover.config;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * The measurement point.
 *
 * @param interval between two samples of the fleet
 * @param connection JDBC URL of the store, perhaps with a password; empty: memory only
 * @param listen where metrics and dashboard are; unresolved
 */
public record MeasureConfig(Duration interval, Optional<String> connection, InetSocketAddress listen) {

    public static MeasureConfig of(Configuration configuration) {
        return new MeasureConfig(
                configuration.get(Options.MEASURE_INTERVAL),
                configuration.find(Options.CONNECTION),
                configuration.get(Options.LISTEN));
    }

    @Override
    public String toString() {
        return "every " + interval + ", " + (connection.isPresent() ? "stored" : "in memory") + ", at " + listen;
    }
}
