package io.drover.telemetry;

import io.drover.prometheus.HostLabelFinder;
import io.drover.prometheus.NodeLoads;
import io.drover.prometheus.PrometheusClient;
import io.drover.prometheus.PrometheusSettings;
import io.drover.prometheus.ServerRates;
import java.util.Optional;

/** Both sources of loads that one Prometheus has. */
record PrometheusLoads(PrometheusHostLoad host, PrometheusServerLoads servers) {

    static Optional<PrometheusLoads> of(Optional<PrometheusClient> client, String host, TelemetrySettings settings) {
        return client.flatMap(prometheus -> settings.prometheus().map(asked -> of(prometheus, asked, host, settings)));
    }

    private static PrometheusLoads of(
            PrometheusClient prometheus, PrometheusSettings asked, String host, TelemetrySettings settings) {
        HostLabelFinder finder = new HostLabelFinder(prometheus, host, asked.hostLabel());
        ServerRates rates = new ServerRates(
                prometheus, finder, asked, settings.serverMaxAge().multipliedBy(2)); // the poll before tells the rest
        return new PrometheusLoads(
                new PrometheusHostLoad(new NodeLoads(prometheus, finder, asked)),
                new PrometheusServerLoads(rates, settings));
    }
}
