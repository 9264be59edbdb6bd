package io.drover.telemetry;

import io.drover.openstack.CloudException;
import io.drover.openstack.GnocchiClient;
import io.drover.openstack.GnocchiMeasure;
import io.drover.openstack.Hypervisor;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The load of this host from Gnocchi: Nova's {@code compute.node.cpu.percent}, or a load average that an SNMP agent
 * tells of the machine. Not thread-safe.
 */
final class GnocchiHostLoad {

    private static final Duration WINDOW = Duration.ofMinutes(30);
    private static final Duration RESOURCE = Duration.ofMinutes(10);

    private final GnocchiClient gnocchi;
    private final String metric;
    private final Cached<Optional<String>> resource = new Cached<>(RESOURCE);

    GnocchiHostLoad(GnocchiClient gnocchi, String metric) {
        this.gnocchi = gnocchi;
        this.metric = metric;
    }

    /** The newest load in tasks, true at the beginning of its aggregate; empty: there is none. */
    Optional<Reading> of(Hypervisor hypervisor, int cpus, Instant now) {
        boolean nova = metric.startsWith("compute.node.");
        String type = nova ? "nova_compute" : "host";
        Optional<String> id = resource.get(
                now,
                () -> nova
                        ? gnocchi.resource(type, "original_resource_id", hypervisor.host() + "_" + hypervisor.name())
                        : gnocchi.resource(type, "host_name", hypervisor.host())
                                .or(() -> gnocchi.resource(type, "host_name", hypervisor.name())));
        if (id.isEmpty()) return Optional.empty();
        try {
            List<GnocchiMeasure> measures = gnocchi.measures(type, id.get(), metric, "mean", now.minus(WINDOW));
            double scale = metric.endsWith(".percent") ? cpus / 100.0 : 1;
            return newest(measures).map(measure -> new Reading(measure.value() * scale, measure.at()));
        } catch (CloudException.NotFound gone) {
            resource.forget();
            return Optional.empty();
        }
    }

    /** Of the finest granularity. */
    static Optional<GnocchiMeasure> newest(List<GnocchiMeasure> measures) {
        return measures.stream()
                .min(Comparator.comparing(GnocchiMeasure::granularity)
                        .thenComparing(GnocchiMeasure::at, Comparator.reverseOrder()));
    }
}
