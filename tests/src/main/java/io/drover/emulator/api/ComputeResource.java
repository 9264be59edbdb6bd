package io.drover.emulator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.emulator.cloud.Host;
import io.drover.emulator.cloud.Identity;
import io.drover.emulator.cloud.MetricPoints;
import java.time.Instant;
import java.util.Map;

/** A host in Gnocchi, as nova-compute's own metrics make it. */
record ComputeResource(Host host, Instant started) implements MetricResource {

    private static final String PERCENT = "compute.node.cpu.percent";
    private static final Map<String, Metric> METRICS =
            Map.of(PERCENT, new Metric(PERCENT, "percent", "ceilometer-low"));

    @Override
    public String type() {
        return "nova_compute";
    }

    @Override
    public String id() {
        return Identity.uuid("nova_compute", host.name());
    }

    @Override
    public String originalId() {
        return host.name() + "_" + host.name();
    }

    @Override
    public Map<String, Metric> metrics() {
        return METRICS;
    }

    @Override
    public MetricPoints series(String metric) {
        return host.cpuPercent();
    }

    @Override
    public void describe(ObjectNode document) {
        document.put("host_name", "compute." + host.name());
    }
}
