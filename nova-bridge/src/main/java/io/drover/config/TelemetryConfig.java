package io.drover.config;

import io.drover.telemetry.Exclusions;
import io.drover.telemetry.TelemetrySettings;
import java.time.Duration;

/**
 * Where loads come from.
 *
 * @param lambda weight of the newest sample
 * @param maxAge of a host load
 */
public record TelemetryConfig(TelemetrySettings settings, double lambda, Duration maxAge) {

    public static TelemetryConfig of(Configuration configuration) {
        return new TelemetryConfig(
                new TelemetrySettings(
                        configuration.get(Options.INTERVAL),
                        configuration.get(Options.HOST_LOAD_SOURCE),
                        configuration.get(Options.SERVER_LOAD_SOURCE),
                        configuration.get(Options.LOAD_MINUTES),
                        configuration.get(Options.SERVER_MAX_AGE),
                        configuration.get(Options.GRANULARITY),
                        configuration.find(Options.HOST_LOAD_METRIC),
                        configuration.find(Options.DIRTY_RATE_METRIC),
                        configuration.find(Options.LIBVIRT_URI),
                        configuration.get(Options.CPUS),
                        configuration.get(Options.MAX_FLEET) > 0,
                        exclusions(configuration),
                        PrometheusConfig.of(configuration)),
                configuration.get(Options.EWMA_LAMBDA),
                configuration.get(Options.MAX_AGE));
    }

    private static Exclusions exclusions(Configuration configuration) {
        return new Exclusions(
                configuration.get(Options.EXCLUDE_METADATA),
                configuration.get(Options.EXCLUDE_TAGS),
                configuration.get(Options.EXCLUDE_PROJECTS),
                configuration.get(Options.EXCLUDE_FLAVORS),
                configuration.get(Options.EXCLUDE_AGGREGATES));
    }
}
