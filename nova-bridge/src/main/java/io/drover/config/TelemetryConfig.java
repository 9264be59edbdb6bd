package io.drover.config;

import io.drover.model.LoadEstimate;
import java.time.Duration;

/**
 * Where loads come from.
 *
 * @param interval between two samples of this host
 * @param loadMinutes which load average; 0: recovered from the 1-minute one
 * @param lambda weight of the newest sample
 * @param maxAge of a host load
 * @param serverMaxAge of a server load
 * @param granularity of Gnocchi's aggregates
 */
public record TelemetryConfig(
        Duration interval,
        HostLoadSource hostLoadSource,
        ServerLoadSource serverLoadSource,
        int loadMinutes,
        double lambda,
        Duration maxAge,
        Duration serverMaxAge,
        Duration granularity) {

    public static TelemetryConfig of(Configuration configuration) {
        return new TelemetryConfig(
                configuration.get(Options.INTERVAL),
                configuration.get(Options.HOST_LOAD_SOURCE),
                configuration.get(Options.SERVER_LOAD_SOURCE),
                configuration.get(Options.LOAD_MINUTES),
                configuration.get(Options.EWMA_LAMBDA),
                configuration.get(Options.MAX_AGE),
                configuration.get(Options.SERVER_MAX_AGE),
                configuration.get(Options.GRANULARITY));
    }

    /** How much of a step one sample shows, by where the samples come from. */
    public LoadEstimate estimate() {
        if (hostLoadSource == HostLoadSource.GNOCCHI) return new LoadEstimate.Window(granularity);
        if (hostLoadSource == HostLoadSource.SERVERS) {
            return new LoadEstimate.Window(serverLoadSource == ServerLoadSource.GNOCCHI ? granularity : interval);
        }
        return loadMinutes == 0 ? new LoadEstimate.Recovered() : new LoadEstimate.Average(loadMinutes);
    }
}
