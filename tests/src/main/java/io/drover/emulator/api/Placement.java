package io.drover.emulator.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.emulator.cloud.Allocations;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.EmulatedResources;
import io.drover.emulator.cloud.Host;
import io.drover.emulator.cloud.Identity;
import io.drover.emulator.cloud.Refusal;
import java.util.List;
import java.util.Map;

/** Placement 1.0 to 1.39, its reading side. */
final class Placement implements EmulatedService {

    private static final Microversions VERSIONS = new Microversions("placement", 1, 0, 39);
    private static final List<String> TRAITS = List.of(
            "COMPUTE_NODE",
            "COMPUTE_DEVICE_TAGGING",
            "COMPUTE_IMAGE_TYPE_RAW",
            "COMPUTE_TRUSTED_CERTS",
            "COMPUTE_VOLUME_EXTEND");
    private static final Map<String, Integer> LINKS = new java.util.TreeMap<>(
            Map.of("inventories", 0, "usages", 0, "aggregates", 1, "traits", 6, "allocations", 11));
    private static final String GENERATION = "resource_provider_generation";

    private final EmulatedCloud cloud;

    Placement(EmulatedCloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public String prefix() {
        return "placement";
    }

    @Override
    public Routes routes() {
        return new Routes()
                .open("GET /", Placement::versions)
                .on("GET /resource_providers", this::providers)
                .on("GET /resource_providers/{provider}", call -> EmulatedAnswer.ok(document(find(call), call)))
                .on("GET /resource_providers/{provider}/inventories", this::inventories)
                .on("GET /resource_providers/{provider}/usages", this::usages)
                .on("GET /resource_providers/{provider}/allocations", this::held)
                .on("GET /resource_providers/{provider}/traits", this::traits)
                .on("GET /resource_providers/{provider}/aggregates", this::aggregates)
                .on("GET /allocations/{consumer}", this::allocations);
    }

    @Override
    public void negotiate(Call call) {
        call.agreeOn(VERSIONS.requested(call.header(Microversions.HEADER), null));
    }

    @Override
    public Map<String, String> headers(Call call) {
        return Map.of(
                "openstack-api-version",
                "placement " + VERSIONS.format(call.version()),
                "vary",
                "openstack-api-version");
    }

    @Override
    public ObjectNode fault(Refusal refusal, Call call) {
        ObjectNode document = JsonBody.object();
        ObjectNode error = document.putArray("errors").addObject();
        error.put("status", refusal.status()).put("title", title(refusal.status()));
        error.put("detail", refusal.getMessage()).put("request_id", call.requestId());
        if (refusal.status() == 406) {
            error.put("max_version", VERSIONS.format(VERSIONS.max()));
            error.put("min_version", VERSIONS.format(VERSIONS.min()));
        }
        return document;
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 406 -> "Not Acceptable";
            default -> "Internal Server Error";
        };
    }

    private static EmulatedAnswer versions(Call call) {
        ObjectNode document = JsonBody.object();
        ObjectNode version =
                document.putArray("versions").addObject().put("id", "v1.0").put("status", "CURRENT");
        version.put("min_version", VERSIONS.format(VERSIONS.min()));
        version.put("max_version", VERSIONS.format(VERSIONS.max()));
        version.putArray("links").addObject().put("rel", "self").put("href", "");
        return EmulatedAnswer.ok(document);
    }

    private EmulatedAnswer providers(Call call) {
        List<Host> hosts = cloud.fleet().hosts().stream()
                .filter(host -> call.selects("name", host.name())
                        && call.selects("uuid", host.providerId())
                        && call.selects("in_tree", host.providerId()))
                .toList();
        return EmulatedAnswer.ok(JsonBody.list("resource_providers", hosts, host -> document(host, call)));
    }

    private ObjectNode document(Host host, Call call) {
        String self = "/resource_providers/" + host.providerId();
        ObjectNode document = JsonBody.object().put("uuid", host.providerId()).put("name", host.name());
        document.put("generation", generation(host));
        ArrayNode links = document.putArray("links");
        links.addObject().put("rel", "self").put("href", self);
        LINKS.forEach((name, since) -> {
            if (call.since(since)) {
                links.addObject().put("rel", name).put("href", self + "/" + name);
            }
        });
        if (call.since(14)) {
            document.putNull("parent_provider_uuid").put("root_provider_uuid", host.providerId());
        }
        return document;
    }

    private EmulatedAnswer inventories(Call call) {
        Host host = find(call);
        ObjectNode document = JsonBody.object().put(GENERATION, generation(host));
        ObjectNode inventories = document.putObject("inventories");
        EmulatedResources total = host.total();
        int shared = total.vcpus() - host.dedicatedCpus();
        if (shared > 0) {
            inventories.set("VCPU", inventory(shared, 0, host.cpuRatio()));
        }
        if (host.dedicatedCpus() > 0) {
            inventories.set("PCPU", inventory(host.dedicatedCpus(), 0, 1));
        }
        inventories.set("MEMORY_MB", inventory(total.memoryMb(), host.reservedMemoryMb(), host.memoryRatio()));
        inventories.set("DISK_GB", inventory(total.diskGb(), 0, 1));
        return EmulatedAnswer.ok(document);
    }

    private static ObjectNode inventory(int total, int reserved, double ratio) {
        ObjectNode inventory =
                JsonBody.object().put("total", total).put("reserved", reserved).put("min_unit", 1);
        return inventory.put("max_unit", total).put("step_size", 1).put("allocation_ratio", ratio);
    }

    private EmulatedAnswer usages(Call call) {
        Host host = find(call);
        ObjectNode document = JsonBody.object().put(GENERATION, generation(host));
        document.set("usages", resources(host, cloud.allocations().used(host)));
        return EmulatedAnswer.ok(document);
    }

    private EmulatedAnswer held(Call call) {
        Host host = find(call);
        ObjectNode document = JsonBody.object();
        ObjectNode allocations = document.putObject("allocations");
        cloud.allocations().on(host).forEach((consumer, resources) -> {
            ObjectNode allocation = allocations.putObject(consumer);
            allocation.set("resources", resources(host, resources));
            if (call.since(28)) {
                allocation.put("consumer_generation", 1);
            }
        });
        return EmulatedAnswer.ok(document.put(GENERATION, generation(host)));
    }

    private EmulatedAnswer traits(Call call) {
        ObjectNode document = JsonBody.object();
        document.set("traits", JsonBody.texts(TRAITS));
        return EmulatedAnswer.ok(document.put(GENERATION, generation(find(call))));
    }

    private EmulatedAnswer aggregates(Call call) {
        Host host = find(call);
        ObjectNode document = JsonBody.object();
        ArrayNode aggregates = document.putArray("aggregates");
        cloud.fleet().aggregates().stream()
                .filter(aggregate -> aggregate.hosts().contains(host.name()))
                .forEach(aggregate -> aggregates.add(aggregate.uuid()));
        return EmulatedAnswer.ok(call.since(19) ? document.put(GENERATION, generation(host)) : document);
    }

    /** Of a consumer; one that is unknown simply holds nothing. */
    private EmulatedAnswer allocations(Call call) {
        Allocations.Holding held = cloud.allocations().of(call.parameter("consumer"));
        ObjectNode document = JsonBody.object();
        ObjectNode allocations = document.putObject("allocations");
        if (held == null) {
            return EmulatedAnswer.ok(document);
        }
        ObjectNode allocation = allocations.putObject(held.host().providerId());
        allocation.set("resources", resources(held.host(), held.resources()));
        allocation.put("generation", generation(held.host()));
        if (call.since(12)) {
            document.put("project_id", Identity.PROJECT_ID).put("user_id", Identity.USER_ID);
        }
        if (call.since(28)) {
            document.put("consumer_generation", 1);
        }
        return EmulatedAnswer.ok(call.since(38) ? document.put("consumer_type", "unknown") : document);
    }

    private Host find(Call call) {
        Host host = cloud.fleet().hostById(call.parameter("provider"));
        if (host == null || !host.providerId().equals(call.parameter("provider"))) {
            throw Refusal.notFound("No resource provider with uuid " + call.parameter("provider") + " found");
        }
        return host;
    }

    private int generation(Host host) {
        return cloud.allocations().generation(host);
    }

    /** Servers are all taken to be pinned where there are no shared CPUs, and none elsewhere. */
    private static ObjectNode resources(Host host, EmulatedResources resources) {
        boolean pinned = host.dedicatedCpus() == host.pCpus();
        ObjectNode document = JsonBody.object().put(pinned ? "PCPU" : "VCPU", resources.vcpus());
        return document.put("MEMORY_MB", resources.memoryMb()).put("DISK_GB", resources.diskGb());
    }
}
