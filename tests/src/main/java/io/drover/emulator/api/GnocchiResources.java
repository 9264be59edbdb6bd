package io.drover.emulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.EmulatedServer;
import io.drover.emulator.cloud.Host;
import io.drover.emulator.cloud.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Which resources Gnocchi knows, by type and id, and which metric ids it has told. */
final class GnocchiResources {

    /** A metric by its own id. */
    record Known(MetricResource resource, MetricResource.Metric metric) {}

    private record Place(String type, String resource, String metric) {}

    private final EmulatedCloud cloud;
    private final Map<String, PushedResource> pushed = new LinkedHashMap<>();
    private final Map<String, Place> toldMetrics = new HashMap<>();

    GnocchiResources(EmulatedCloud cloud) {
        this.cloud = cloud;
    }

    Stream<MetricResource> all(String type) {
        return switch (type) {
            case "instance" -> cloud.fleet().servers().stream().map(InstanceResource::new);
            case "nova_compute" -> cloud.fleet().hosts().stream().map(this::compute);
            case "host" -> pushed.values().stream().map(MetricResource.class::cast);
            case "generic" -> Stream.of("instance", "nova_compute", "host").flatMap(this::all);
            default -> throw Refusal.notFound("Resource type " + type + " does not exist");
        };
    }

    MetricResource find(String type, String id) {
        MetricResource found = direct(type, id);
        if (found == null) {
            throw Refusal.notFound("Resource " + id + " does not exist");
        }
        return found;
    }

    /** A client knows a metric's id only from here, so here it is noted. */
    JsonNode tell(MetricResource resource) {
        for (String name : resource.metrics().keySet()) {
            toldMetrics.put(resource.metricId(name), new Place(resource.type(), resource.id(), name));
        }
        return resource.withMetrics(resource.attributes());
    }

    Known metric(String id) {
        Place place = toldMetrics.get(id);
        MetricResource resource = place == null ? null : direct(place.type(), place.resource());
        if (resource == null) {
            toldMetrics.remove(id);
            throw Refusal.notFound("Metric " + id + " does not exist");
        }
        return new Known(resource, resource.metrics().get(place.metric()));
    }

    PushedResource create(JsonNode body) {
        String id = body.path("id").asText();
        if (pushed.containsKey(id)) {
            throw Refusal.conflict("Resource " + id + " already exists");
        }
        String hostName = body.path("host_name").asText(null);
        PushedResource resource = new PushedResource(id, hostName, cloud.now());
        body.path("metrics").properties().forEach(metric -> resource.create(metric.getKey(), metric.getValue()));
        pushed.put(id, resource);
        return resource;
    }

    PushedResource pushed(String id) {
        if (find("host", id) instanceof PushedResource resource) {
            return resource;
        }
        throw new AssertionError("only pushed resources are of type host: " + id);
    }

    private MetricResource direct(String type, String id) {
        return switch (type) {
            case "instance" -> instance(id);
            case "host" -> pushed.containsKey(id) ? pushed.get(id) : byId(type, id);
            default -> byId(type, id);
        };
    }

    private MetricResource instance(String id) {
        EmulatedServer server = cloud.fleet().server(id);
        return server == null ? null : new InstanceResource(server);
    }

    private MetricResource byId(String type, String id) {
        return all(type)
                .filter(resource ->
                        resource.id().equals(id) || resource.originalId().equals(id))
                .findFirst()
                .orElse(null);
    }

    private ComputeResource compute(Host host) {
        Instant now = cloud.now();
        Duration up = host.uptime(now);
        return new ComputeResource(host, now.minus(up));
    }
}
