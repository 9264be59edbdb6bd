package io.drover.emulator.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.emulator.cloud.EmulatedServer;
import io.drover.emulator.cloud.Identity;
import io.drover.emulator.cloud.MetricPoints;
import io.drover.emulator.cloud.Telemetry;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server in Gnocchi. Its {@code host} is what Ceilometer last heard, which a migration makes wrong for a while. */
record InstanceResource(EmulatedServer server) implements MetricResource {

    private static final Map<String, Metric> METRICS = Stream.of(
                    new Metric("cpu", "ns", "ceilometer-low-rate"),
                    new Metric("memory.usage", "MB", "ceilometer-low"),
                    new Metric("memory", "MB", "ceilometer-low"),
                    new Metric("vcpus", "vcpu", "ceilometer-low"),
                    new Metric("disk.root.size", "GB", "ceilometer-low"),
                    new Metric("disk.ephemeral.size", "GB", "ceilometer-low"),
                    new Metric("compute.instance.booting.time", "sec", "ceilometer-low"))
            .collect(Collectors.toMap(Metric::name, metric -> metric, (one, other) -> one, TreeMap::new));

    @Override
    public String type() {
        return "instance";
    }

    @Override
    public String id() {
        return server.id();
    }

    @Override
    public String originalId() {
        return server.id();
    }

    @Override
    public Instant started() {
        return server.created();
    }

    @Override
    public Map<String, Metric> metrics() {
        Map<String, Metric> metrics = new TreeMap<>(METRICS);
        metrics.put("cpu", new Metric("cpu", "ns", server.cpuPolicy()));
        return metrics;
    }

    @Override
    public MetricPoints series(String metric) {
        return switch (metric) {
            case "cpu" -> server.telemetry().cpu();
            case "memory.usage" -> server.telemetry().memory();
            case "memory" -> constant(server.flavor().memoryMb());
            case "vcpus" -> constant(server.flavor().vcpus());
            case "disk.root.size" -> constant(server.flavor().resources().diskGb());
            default -> constant(0);
        };
    }

    @Override
    public ObjectNode attributes() {
        return attributes(server.telemetry().revision());
    }

    /** Every revision, oldest first. */
    ArrayNode history() {
        ArrayNode history = JsonBody.array();
        server.telemetry().revisions().forEach(revision -> history.add(withMetrics(attributes(revision))));
        return history;
    }

    @Override
    public void describe(ObjectNode document) {
        document.put("flavor_id", Integer.toString(server.flavor().number()));
        document.put("image_ref", Identity.uuid("image", "tiny"));
        document.put("host", server.telemetry().host()).put("display_name", server.name());
        document.putNull("server_group").put("flavor_name", server.flavor().name());
        document.put("launched_at", Stamp.bucket(server.created()));
        document.put("created_at", Stamp.bucket(server.created()));
        document.putNull("deleted_at").putNull("availability_zone");
        document.put("project_id", server.projectId());
    }

    private ObjectNode attributes(Telemetry.Revision revision) {
        return attributes(revision.from(), revision.until()).put("host", revision.host());
    }

    private MetricPoints constant(double value) {
        MetricPoints series = new MetricPoints(1);
        series.add(server.created(), value);
        return series;
    }
}
