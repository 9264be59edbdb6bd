package io.drover.emulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.MetricPoints.Measure;
import io.drover.emulator.cloud.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Gnocchi v1: resources, their metrics and measures, searches, aggregates, and what a client pushes. */
final class Gnocchi implements EmulatedService {

    private final EmulatedCloud cloud;
    private final GnocchiResources resources;
    private final List<ArchivePolicy> policies;
    private final GnocchiAggregates aggregates = new GnocchiAggregates(this::policy);

    Gnocchi(EmulatedCloud cloud) {
        this.cloud = cloud;
        this.resources = new GnocchiResources(cloud);
        this.policies = ArchivePolicy.all(cloud.telemetry().granularity());
    }

    @Override
    public String prefix() {
        return "metric";
    }

    @Override
    public Routes routes() {
        return new Routes()
                .open("GET /", Gnocchi::versions)
                .on("GET /v1/status", call -> status())
                .on("GET /v1/archive_policy", call -> archivePolicies())
                .on("GET /v1/resource/{type}", call -> list(call, null))
                .on("POST /v1/search/resource/{type}", call -> list(call, call.body()))
                .on("GET /v1/resource/{type}/{resource}", call -> EmulatedAnswer.ok(resources.tell(resource(call))))
                .on("GET /v1/resource/{type}/{resource}/history", this::history)
                .on(
                        "GET /v1/resource/{type}/{resource}/metric/{metric}",
                        call -> EmulatedAnswer.ok(metric(named(call))))
                .on("GET /v1/resource/{type}/{resource}/metric/{metric}/measures", call -> measures(named(call), call))
                .on("POST /v1/resource/{type}", this::create)
                .on("POST /v1/resource/{type}/{resource}/metric/{metric}/measures", this::push)
                .on("POST /v1/batch/resources/metrics/measures", this::pushMany)
                .on("GET /v1/metric/{metric}", call -> EmulatedAnswer.ok(metric(known(call))))
                .on("GET /v1/metric/{metric}/measures", call -> measures(known(call), call))
                .on("POST /v1/aggregates", this::aggregate);
    }

    @Override
    public void negotiate(Call call) {}

    @Override
    public Map<String, String> headers(Call call) {
        return Map.of();
    }

    @Override
    public ObjectNode fault(Refusal refusal, Call call) {
        String title = switch (refusal.status()) {
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 409 -> "Conflict";
            default -> "Internal Server Error";
        };
        ObjectNode fault = JsonBody.object().put("code", refusal.status()).put("title", title);
        if (refusal.getMessage().startsWith("{")) { // its aggregates tell a cause and details
            return fault.set("description", JsonBody.parse(refusal.getMessage().getBytes(StandardCharsets.UTF_8)));
        }
        return fault.put("description", refusal.getMessage());
    }

    /** Rows of start of bucket, granularity and value. */
    static ArrayNode document(List<Measure> measures) {
        ArrayNode rows = JsonBody.array();
        for (Measure measure : measures) {
            ArrayNode row = rows.addArray().add(Stamp.bucket(measure.at()));
            row.add((double) measure.granularity()).add(measure.value());
        }
        return rows;
    }

    private static EmulatedAnswer versions(Call call) {
        ObjectNode document = JsonBody.object();
        ObjectNode version = document.putArray("versions").addObject().put("status", "CURRENT");
        ServerDocument.link(version.putArray("links"), "self", call.serviceUrl() + "/v1/");
        version.put("id", "v1.0").put("updated", "2015-03-19");
        return EmulatedAnswer.ok(document);
    }

    private static EmulatedAnswer status() {
        ObjectNode document = JsonBody.object();
        ObjectNode storage = document.putObject("storage");
        storage.putObject("summary").put("metrics", 0).put("measures", 0);
        storage.putObject("measures_to_process");
        ObjectNode metricd = document.putObject("metricd");
        metricd.putArray("processors").add("emulator.0");
        metricd.putObject("statistics");
        return EmulatedAnswer.ok(document);
    }

    private EmulatedAnswer archivePolicies() {
        ArrayNode list = JsonBody.array();
        policies.forEach(policy -> list.add(policy.document()));
        return EmulatedAnswer.ok(list);
    }

    private ArchivePolicy policy(MetricResource.Metric metric) {
        for (ArchivePolicy policy : Stream.concat(policies.stream(), ArchivePolicy.others().stream())
                .toList()) {
            if (policy.name().equals(metric.policy())) {
                return policy;
            }
        }
        throw Refusal.badRequest("Archive policy " + metric.policy() + " does not exist");
    }

    private EmulatedAnswer list(Call call, JsonNode search) {
        Predicate<JsonNode> fits = GnocchiSearch.of(search);
        String marker = call.query("marker");
        int limit = Math.min(call.queryInt("limit", Page.LIMIT_MAX), Page.LIMIT_MAX);
        Stream<MetricResource> all = resources.all(call.parameter("type"));
        if (marker != null) {
            all = all.dropWhile(resource -> !resource.id().equals(marker)).skip(1);
        }
        ArrayNode list = JsonBody.array();
        all.filter(resource -> fits.test(resource.attributes()))
                .limit(limit)
                .forEach(resource -> list.add(resources.tell(resource)));
        return EmulatedAnswer.ok(list);
    }

    private MetricResource resource(Call call) {
        return resources.find(call.parameter("type"), call.parameter("resource"));
    }

    private EmulatedAnswer history(Call call) {
        MetricResource resource = resource(call);
        return EmulatedAnswer.ok(
                resource instanceof InstanceResource instance
                        ? instance.history()
                        : JsonBody.array().add(resources.tell(resource)));
    }

    private GnocchiResources.Known named(Call call) {
        MetricResource resource = resource(call);
        MetricResource.Metric metric = resource.metrics().get(call.parameter("metric"));
        if (metric == null) {
            throw Refusal.notFound("Metric " + call.parameter("metric") + " does not exist");
        }
        return new GnocchiResources.Known(resource, metric);
    }

    private GnocchiResources.Known known(Call call) {
        return resources.metric(call.parameter("metric"));
    }

    private ObjectNode metric(GnocchiResources.Known known) {
        MetricResource resource = known.resource();
        MetricResource.Metric metric = known.metric();
        resources.tell(resource);
        ObjectNode document = JsonBody.object().put("id", resource.metricId(metric.name()));
        document.put("creator", resource.creator()).put("name", metric.name()).put("unit", metric.unit());
        document.set("resource", resource.summary(resource.started(), null));
        document.set("archive_policy", policy(metric).document());
        String[] creator = resource.creator().split(":", 2);
        return document.put("created_by_user_id", creator[0]).put("created_by_project_id", creator[1]);
    }

    private EmulatedAnswer measures(GnocchiResources.Known known, Call call) {
        MetricResource.Metric metric = known.metric();
        String wanted = call.query("aggregation");
        String aggregation = wanted == null ? "mean" : wanted;
        ArchivePolicy policy = policy(metric);
        GnocchiAggregates.Window window = window(call);
        boolean kept = window.granularity() == 0 || policy.granularities().contains(window.granularity());
        if (!policy.methods().contains(aggregation) || !kept) {
            throw Refusal.notFound("Aggregation method '" + aggregation + "' at granularity '" + window.granularity()
                    + ".0' for metric " + known.resource().metricId(metric.name()) + " does not exist");
        }
        List<Measure> measures = new ArrayList<>();
        for (int granularity : policy.granularities()) {
            if (window.granularity() == 0 || window.granularity() == granularity) {
                measures.addAll(known.resource()
                        .series(metric.name())
                        .measures(aggregation, granularity, window.start(), window.stop()));
            }
        }
        return EmulatedAnswer.ok(document(measures));
    }

    private GnocchiAggregates.Window window(Call call) {
        String granularity = call.query("granularity");
        try {
            int seconds = granularity == null ? 0 : (int) Double.parseDouble(granularity);
            return new GnocchiAggregates.Window(
                    seconds, time(call, "start", Instant.EPOCH), time(call, "stop", Instant.MAX));
        } catch (NumberFormatException e) {
            throw Refusal.badRequest("Invalid value for granularity: " + granularity);
        }
    }

    /** A point in time, or seconds before now when negative. */
    private Instant time(Call call, String name, Instant otherwise) {
        String text = call.query(name);
        if (text == null) {
            return otherwise;
        }
        boolean before = text.startsWith("-");
        Instant time = Stamp.parse(before ? text.substring(1) : text);
        if (time == null) {
            throw Refusal.badRequest("Invalid value for " + name);
        }
        return before ? cloud.now().minusMillis(time.toEpochMilli()) : time;
    }

    private EmulatedAnswer create(Call call) {
        if (!call.parameter("type").equals("host")) {
            throw Refusal.badRequest("Only resources of type host can be made here");
        }
        PushedResource resource = resources.create(call.body());
        String location = call.serviceUrl() + "/v1/resource/host/" + resource.id();
        return new EmulatedAnswer(201, resources.tell(resource), Map.of("Location", location));
    }

    private EmulatedAnswer push(Call call) {
        resources.pushed(call.parameter("resource")).push(call.parameter("metric"), call.body());
        return EmulatedAnswer.accepted();
    }

    private EmulatedAnswer pushMany(Call call) {
        boolean create = "true".equalsIgnoreCase(call.query("create_metrics"));
        call.body().properties().forEach(entry -> {
            PushedResource resource = resources.pushed(entry.getKey());
            entry.getValue().properties().forEach(metric -> {
                JsonNode details = metric.getValue();
                if (create && !resource.metrics().containsKey(metric.getKey())) {
                    resource.create(metric.getKey(), details);
                }
                resource.push(metric.getKey(), details.isArray() ? details : details.path("measures"));
            });
        });
        return EmulatedAnswer.accepted();
    }

    private EmulatedAnswer aggregate(Call call) {
        JsonNode body = call.body();
        Predicate<JsonNode> fits = GnocchiSearch.of(body.path("search"));
        List<MetricResource> found = resources
                .all(body.path("resource_type").asText("generic"))
                .filter(resource -> fits.test(resource.attributes()))
                .toList();
        return EmulatedAnswer.ok(
                aggregates.answer(body.path("operations"), found, call.queryAll("groupby"), window(call)));
    }
}
