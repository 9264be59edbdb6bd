package io.drover.telemetry;

import io.drover.openstack.GnocchiClient;
import io.drover.openstack.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Dirty rates that something else measures and keeps in Gnocchi, MB/s. Not thread-safe. */
final class DirtyRateMetric {

    private static final Duration GOOD = Duration.ofSeconds(60);

    private final GnocchiClient gnocchi;
    private final Optional<String> metric;
    private final Duration maxAge;
    private final Cached<Map<String, Reading>> known = new Cached<>(GOOD);

    DirtyRateMetric(GnocchiClient gnocchi, TelemetrySettings settings) {
        this.gnocchi = gnocchi;
        this.metric = settings.dirtyRateMetric();
        this.maxAge = settings.serverMaxAge();
    }

    /** By server. */
    Map<String, Reading> of(List<Server> servers, Instant now) {
        if (metric.isEmpty() || servers.isEmpty()) return Map.of();
        return known.get(now, () -> ask(metric.get(), servers, now));
    }

    private Map<String, Reading> ask(String name, List<Server> servers, Instant now) {
        List<String> ids = servers.stream().map(Server::id).toList();
        Map<String, Reading> rates = new TreeMap<>();
        gnocchi.serverMeasures(ids, name, "mean", now.minus(maxAge))
                .forEach((server, measures) -> GnocchiHostLoad.newest(measures)
                        .filter(measure -> measure.value() >= 0)
                        .ifPresent(measure -> rates.put(server, new Reading(measure.value(), measure.at()))));
        return rates;
    }

    static OptionalDouble fresh(Reading rate, Instant now, Duration maxAge) {
        return rate != null && rate.fresh(now, maxAge) ? OptionalDouble.of(rate.value()) : OptionalDouble.empty();
    }
}
