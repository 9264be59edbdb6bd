package io.drover.telemetry;

import io.drover.openstack.CloudException;
import io.drover.openstack.GnocchiClient;
import io.drover.openstack.GnocchiMeasure;
import io.drover.openstack.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Loads from Ceilometer's polls; asked for no more often than these can bring anything new. */
final class GnocchiServerLoads implements ServerLoads {

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(60);

    private final GnocchiClient gnocchi;
    private final TelemetrySettings settings;
    private Map<String, Reading> known = new TreeMap<>();
    private Term pause = Term.NONE;
    private Optional<String> problem = Optional.empty();

    GnocchiServerLoads(GnocchiClient gnocchi, TelemetrySettings settings) {
        this.gnocchi = gnocchi;
        this.settings = settings;
    }

    @Override
    public Map<String, Reading> of(List<Server> active, Instant now) {
        List<String> ids = active.stream().map(Server::id).toList();
        known.keySet().retainAll(ids);
        if (ids.isEmpty() || pause.lasts(now)) return known;
        try {
            Instant since = now.minus(settings.serverMaxAge().multipliedBy(2)); // the poll before tells the interval
            Map<String, List<GnocchiMeasure>> measures = gnocchi.serverMeasures(ids, "cpu", "rate:mean", since);
            known = new TreeMap<>();
            for (Server server : active) {
                CpuRates.newest(
                                measures.getOrDefault(server.id(), List.of()),
                                server.flavor().vcpus())
                        .ifPresent(reading -> known.put(server.id(), reading));
            }
            pause = Term.of(now, settings.metricsPause());
            problem = Optional.empty();
        } catch (CloudException e) {
            pause = Term.of(now, e.retryAfter().compareTo(AFTER_FAILURE) > 0 ? e.retryAfter() : AFTER_FAILURE);
            problem = Optional.of(e.getMessage());
        }
        return known;
    }

    @Override
    public Optional<String> problem() {
        return problem;
    }
}
