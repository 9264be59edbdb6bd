package io.drover.check;

import io.drover.config.AgentConfig;
import io.drover.openstack.NovaClient;
import io.drover.openstack.Server;
import io.drover.openstack.Session;
import io.drover.prometheus.HostLabelFinder;
import io.drover.prometheus.NodeLoads;
import io.drover.prometheus.NodeSample;
import io.drover.prometheus.PrometheusClient;
import io.drover.prometheus.PrometheusException;
import io.drover.prometheus.PrometheusSettings;
import io.drover.prometheus.ServerRates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Which labels Prometheus has, which of them is this host's name, and who tells the CPU times of its servers. */
public final class PrometheusCheck implements CloudCheck {

    @Override
    public String name() {
        return "prometheus";
    }

    @Override
    public List<Finding> check(AgentConfig config) {
        Optional<PrometheusSettings> settings = config.telemetry().settings().prometheus();
        return settings.map(asked -> findings(config, asked))
                .orElseGet(() -> List.of(Trial.ok("not configured: neither url nor catalog is set")));
    }

    private static List<Finding> findings(AgentConfig config, PrometheusSettings settings) {
        try {
            Session session = Trial.session(config);
            PrometheusClient client = PrometheusClient.of(settings.access(), session);
            HostLabelFinder finder = new HostLabelFinder(client, config.host(), settings.hostLabel());
            Instant now = Instant.now();
            List<Finding> findings = new ArrayList<>();
            if (settings.hostQuery().isEmpty()) findings.add(asked(() -> Trial.ok(finder.told(now))));
            if (findings.stream().allMatch(each -> each.result() == Result.OK)) {
                NodeLoads loads = new NodeLoads(client, finder, settings);
                findings.add(asked(() -> host(loads.sample(now), config)));
            }
            Duration reach = config.telemetry().settings().serverMaxAge().multipliedBy(2);
            ServerRates rates = new ServerRates(client, finder, settings, reach);
            findings.add(asked(() -> servers(new NovaClient(session).servers(config.host()), rates, now)));
            return findings;
        } catch (IllegalArgumentException e) {
            return List.of(Trial.failed(e.getMessage()));
        }
    }

    private static Finding asked(Supplier<Finding> question) {
        try {
            return new Trial().ask(question).findings().get(0);
        } catch (PrometheusException e) {
            return Trial.failed(e.getMessage());
        }
    }

    private static Finding host(NodeSample sample, AgentConfig config) {
        Duration age = Duration.between(sample.at(), Instant.now());
        String sentence = String.format(Locale.ROOT, "host load %.2f, %d s old", sample.load(), age.toSeconds());
        return age.compareTo(config.telemetry().maxAge()) > 0 ? Trial.failed(sentence) : Trial.ok(sentence);
    }

    private static Finding servers(List<Server> here, ServerRates rates, Instant now) {
        SortedMap<String, Integer> active = new TreeMap<>();
        here.stream()
                .filter(Server::active)
                .forEach(server -> active.put(server.id(), server.flavor().vcpus()));
        if (active.isEmpty()) return Trial.ok("no active server is here to look for");
        int found = rates.of(active, now).size();
        Optional<String> metric = rates.metric();
        if (metric.isEmpty()) {
            return Trial.warning("no CPU time of any of the " + active.size()
                    + " servers here: neither a libvirt exporter's with OpenStack's ids, nor ceilometer_cpu, nor cpu");
        }
        String sentence = "server loads from " + metric.get() + ": " + found + " of " + active.size() + " servers";
        return found == active.size() ? Trial.ok(sentence) : Trial.warning(sentence);
    }
}
