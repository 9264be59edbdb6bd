package io.drover.emulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.emulator.cloud.Identity;
import io.drover.emulator.cloud.MetricPoints;
import io.drover.emulator.cloud.Refusal;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** A {@code host} resource that a client made and fills, such as the SNMP load averages of a site. */
final class PushedResource implements MetricResource {

    private static final int POINTS = 2_000;

    private final String originalId;
    private final Instant started;
    private final String hostName;
    private final Map<String, Metric> metrics = new TreeMap<>();
    private final Map<String, MetricPoints> series = new TreeMap<>();

    PushedResource(String originalId, String hostName, Instant started) {
        this.originalId = originalId;
        this.hostName = hostName;
        this.started = started;
    }

    void create(String metric, JsonNode details) {
        String policy = details.path("archive_policy_name").asText("low");
        metrics.put(metric, new Metric(metric, details.path("unit").asText(null), policy));
        series.put(metric, new MetricPoints(POINTS));
    }

    /** Takes {@code [{"timestamp": ..., "value": ...}, ...]}. */
    void push(String metric, JsonNode measures) {
        MetricPoints points = series.get(metric);
        if (points == null) {
            throw Refusal.notFound("Metric " + metric + " does not exist");
        }
        for (JsonNode measure : measures) {
            Instant at = Stamp.parse(measure.path("timestamp").asText());
            if (at == null || !measure.path("value").isNumber()) {
                throw Refusal.badRequest("Invalid input: " + measure);
            }
            points.add(at, measure.get("value").asDouble());
        }
    }

    @Override
    public String type() {
        return "host";
    }

    @Override
    public String id() {
        return Identity.uuid("gnocchi-host", originalId);
    }

    @Override
    public String originalId() {
        return originalId;
    }

    @Override
    public Instant started() {
        return started;
    }

    @Override
    public Map<String, Metric> metrics() {
        return Collections.unmodifiableMap(metrics);
    }

    @Override
    public MetricPoints series(String metric) {
        return series.get(metric);
    }

    @Override
    public void describe(ObjectNode document) {
        document.putNull("user_id").putNull("project_id").put("host_name", hostName);
    }
}
