package io.drover.config;

import io.drover.telemetry.ExclusionSettings;
import io.drover.telemetry.LocalRoots;
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
                        configuration.get(TelemetryOptions.INTERVAL),
                        configuration.find(TelemetryOptions.INVENTORY_INTERVAL),
                        configuration.get(TelemetryOptions.HOST_LOAD_SOURCE),
                        configuration.get(TelemetryOptions.SERVER_LOAD_SOURCE),
                        configuration.get(TelemetryOptions.LOAD_MINUTES),
                        configuration.get(TelemetryOptions.SERVER_MAX_AGE),
                        configuration.get(TelemetryOptions.GRANULARITY),
                        configuration.find(TelemetryOptions.HOST_LOAD_METRIC),
                        configuration.find(TelemetryOptions.DIRTY_RATE_METRIC),
                        configuration.find(TelemetryOptions.LIBVIRT_URI),
                        new LocalRoots(
                                configuration.get(TelemetryOptions.PROC_PATH),
                                configuration.get(TelemetryOptions.CGROUP_PATH)),
                        configuration.get(TelemetryOptions.CPUS),
                        configuration.get(MigrationOptions.MAX_FLEET) > 0,
                        exclusions(configuration),
                        PrometheusConfig.of(configuration)),
                configuration.get(TelemetryOptions.EWMA_LAMBDA),
                configuration.get(TelemetryOptions.MAX_AGE));
    }

    private static ExclusionSettings exclusions(Configuration configuration) {
        return new ExclusionSettings(
                configuration.get(Options.EXCLUDE_METADATA),
                configuration.get(Options.EXCLUDE_TAGS),
                configuration.get(Options.EXCLUDE_PROJECTS),
                configuration.get(Options.EXCLUDE_FLAVORS),
                configuration.get(Options.EXCLUDE_AGGREGATES));
    }
}
