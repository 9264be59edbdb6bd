package io.drover.telemetry;

import io.drover.openstack.CloudException;
import io.drover.openstack.GnocchiClient;
import io.drover.openstack.GnocchiMeasure;
import io.drover.openstack.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Dirty rates that something else measures and keeps in Gnocchi, MB/s. Not thread-safe. */
final class DirtyRateMetric implements DirtyRateSource {

    private static final Duration GOOD = Duration.ofSeconds(60);

    private final GnocchiClient gnocchi;
    private final String metric;
    private final Duration maxAge;
    private final Cached<Map<String, Reading>> known = new Cached<>(GOOD);

    DirtyRateMetric(GnocchiClient gnocchi, String metric, Duration maxAge) {
        this.gnocchi = gnocchi;
        this.metric = metric;
        this.maxAge = maxAge;
    }

    @Override
    public Map<String, Reading> of(List<Server> servers, Instant now) {
        if (servers.isEmpty()) return Map.of();
        return known.get(now, () -> ask(servers, now));
    }

    private Map<String, Reading> ask(List<Server> servers, Instant now) {
        List<String> ids = servers.stream().map(Server::id).toList();
        Map<String, Reading> rates = new TreeMap<>();
        measures(ids, now)
                .forEach((server, measures) -> GnocchiHostLoad.newest(measures)
                        .filter(measure -> measure.value() >= 0)
                        .ifPresent(measure -> rates.put(server, new Reading(measure.value(), measure.at()))));
        return rates;
    }

    /** Without it a server's dirty rate is learned or guessed: no reason for the host to stand still. */
    private Map<String, List<GnocchiMeasure>> measures(List<String> ids, Instant now) {
        try {
            return gnocchi.serverMeasures(ids, metric, "mean", now.minus(maxAge));
        } catch (CloudException unknown) {
            return Map.of();
        }
    }
}
