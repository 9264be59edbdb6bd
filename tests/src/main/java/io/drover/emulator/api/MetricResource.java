package io.drover.emulator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.emulator.cloud.Identity;
import io.drover.emulator.cloud.MetricPoints;
import java.time.Instant;
import java.util.Map;

/** Something that Gnocchi keeps metrics of. */
interface MetricResource {

    /** One of its metrics; {@code policy} names how it is kept. */
    record Metric(String name, String unit, String policy) {}

    String type();

    String id();

    /** The name its creator gave it; the id where that is a UUID. */
    String originalId();

    Instant started();

    /** By name, in order of name. */
    Map<String, Metric> metrics();

    /** The points of one of its metrics. */
    MetricPoints series(String metric);

    /** Its attributes beyond those that every resource has. */
    void describe(ObjectNode document);

    default String metricId(String name) {
        return Identity.uuid("metric/" + name, id());
    }

    default String creator() {
        return Identity.USER_ID + ":" + Identity.PROJECT_ID;
    }

    /** What a search sees: the present revision without its metrics. */
    default ObjectNode attributes() {
        return attributes(started(), null);
    }

    /** One revision of it, the present one where {@code end} is null. */
    default ObjectNode attributes(Instant begin, Instant end) {
        ObjectNode document = summary(begin, end);
        describe(document);
        return document;
    }

    /** What a client sees: a revision's attributes and the ids of the metrics. */
    default ObjectNode withMetrics(ObjectNode attributes) {
        ObjectNode ids = attributes.putObject("metrics");
        metrics().keySet().forEach(name -> ids.put(name, metricId(name)));
        return attributes;
    }

    /** What a metric's document says of its resource. */
    default ObjectNode summary(Instant begin, Instant end) {
        ObjectNode document = JsonBody.object().put("creator", creator());
        document.put("started_at", Stamp.resource(started())).put("revision_start", Stamp.resource(begin));
        document.putNull("ended_at").put("user_id", Identity.USER_ID).put("project_id", Identity.PROJECT_ID);
        document.put("original_resource_id", originalId()).put("id", id()).put("type", type());
        document.put("revision_end", Stamp.resource(end));
        document.put("created_by_user_id", Identity.USER_ID);
        return document.put("created_by_project_id", Identity.PROJECT_ID);
    }
}
