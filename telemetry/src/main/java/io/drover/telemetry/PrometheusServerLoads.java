package io.drover.telemetry;

import io.drover.openstack.Server;
import io.drover.prometheus.PrometheusException;
import io.drover.prometheus.ServerRates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Loads from Prometheus; where Ceilometer polls, asked for no more often than this can bring anything new. */
final class PrometheusServerLoads implements ServerLoads {

    private final ServerRates rates;
    private final TelemetrySettings settings;
    private Map<String, Reading> known = new TreeMap<>();
    private Term pause = Term.NONE;
    private Optional<String> problem = Optional.empty();

    PrometheusServerLoads(ServerRates rates, TelemetrySettings settings) {
        this.rates = rates;
        this.settings = settings;
    }

    @Override
    public Map<String, Reading> of(List<Server> active, Instant now) {
        SortedMap<String, Integer> servers = new TreeMap<>();
        active.forEach(server -> servers.put(server.id(), server.flavor().vcpus()));
        known.keySet().retainAll(servers.keySet());
        if (servers.isEmpty() || pause.lasts(now)) return known;
        try {
            Map<String, Reading> newest = new TreeMap<>();
            rates.of(servers, now).forEach((id, rate) -> newest.put(id, new Reading(rate.cpus(), rate.at())));
            known = newest;
            problem = rates.partial();
            pause = Term.of(now, rates.live() ? Duration.ZERO : settings.metricsPause());
        } catch (PrometheusException e) {
            problem = Optional.of(e.getMessage());
            pause = Term.NONE;
        }
        return known;
    }

    @Override
    public Optional<String> problem() {
        return problem;
    }
}
