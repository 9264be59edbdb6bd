package io.drover.emulator.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.emulator.cloud.EmulatedAggregate;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.EmulatedFlavor;
import io.drover.emulator.cloud.EmulatedGroup;
import io.drover.emulator.cloud.Host;
import io.drover.emulator.cloud.Identity;
import io.drover.emulator.cloud.Refusal;
import java.util.TreeMap;

/** What changes seldom in Nova: flavors, server groups, aggregates and availability zones. */
final class NovaInventory {

    private final EmulatedCloud cloud;

    NovaInventory(EmulatedCloud cloud) {
        this.cloud = cloud;
    }

    void route(Routes routes) {
        routes.on("GET /v2.1/flavors/detail", this::flavors);
        routes.on("GET /v2.1/flavors/{flavor}", this::flavor);
        routes.on("GET /v2.1/os-server-groups", this::groups);
        routes.on("GET /v2.1/os-server-groups/{group}", this::group);
        routes.on("GET /v2.1/os-aggregates", this::aggregates);
        routes.on("GET /v2.1/os-availability-zone", call -> zones(false));
        routes.on("GET /v2.1/os-availability-zone/detail", call -> zones(true));
    }

    private EmulatedAnswer flavors(Call call) {
        return EmulatedAnswer.ok(JsonBody.list("flavors", cloud.fleet().flavors(), flavor -> document(flavor, call)));
    }

    private EmulatedAnswer flavor(Call call) {
        String id = call.parameter("flavor");
        for (EmulatedFlavor flavor : cloud.fleet().flavors()) {
            if (Integer.toString(flavor.number()).equals(id)) {
                return EmulatedAnswer.ok(JsonBody.object().set("flavor", document(flavor, call)));
            }
        }
        throw Refusal.notFound("Flavor " + id + " could not be found.");
    }

    private static ObjectNode document(EmulatedFlavor flavor, Call call) {
        String id = Integer.toString(flavor.number());
        ObjectNode document = JsonBody.object().put("id", id).put("name", flavor.name());
        document.put("ram", flavor.memoryMb()).put("disk", flavor.resources().diskGb());
        if (call.since(75)) {
            document.put("swap", 0);
        } else {
            document.put("swap", "");
        }
        document.put("OS-FLV-EXT-DATA:ephemeral", 0).put("OS-FLV-DISABLED:disabled", false);
        document.put("vcpus", flavor.vcpus())
                .put("os-flavor-access:is_public", true)
                .put("rxtx_factor", 1.0);
        ArrayNode links = document.putArray("links");
        ServerDocument.link(links, "self", call.serviceUrl() + "/v2.1/flavors/" + id);
        ServerDocument.link(links, "bookmark", call.serviceUrl() + "/flavors/" + id);
        if (call.since(55)) {
            document.putNull("description");
        }
        if (call.since(61)) {
            document.putObject("extra_specs");
        }
        return document;
    }

    private EmulatedAnswer groups(Call call) {
        boolean everyProject = call.asks("all_projects");
        return EmulatedAnswer.ok(JsonBody.list(
                "server_groups",
                cloud.fleet().groups().stream()
                        .filter(group -> everyProject || group.projectId().equals(Identity.PROJECT_ID))
                        .toList(),
                group -> document(group, call)));
    }

    private EmulatedAnswer group(Call call) {
        String id = call.parameter("group");
        for (EmulatedGroup group : cloud.fleet().groups()) {
            if (group.id().equals(id)) {
                return EmulatedAnswer.ok(JsonBody.object().set("server_group", document(group, call)));
            }
        }
        throw Refusal.notFound("Instance group " + id + " could not be found.");
    }

    /** One policy and its rules from 2.64, a list of policies and metadata before. */
    private ObjectNode document(EmulatedGroup group, Call call) {
        ObjectNode document = JsonBody.object().put("id", group.id()).put("name", group.name());
        if (call.since(64)) {
            document.put("policy", group.policy()).putObject("rules");
        } else {
            document.putArray("policies").add(group.policy());
            document.putObject("metadata");
        }
        ArrayNode members = document.putArray("members");
        group.members().stream()
                .filter(member -> cloud.fleet().server(member) != null)
                .forEach(members::add);
        if (call.since(13)) {
            document.put("project_id", group.projectId()).put("user_id", Identity.USER_ID);
        }
        return document;
    }

    private EmulatedAnswer aggregates(Call call) {
        return EmulatedAnswer.ok(
                JsonBody.list("aggregates", cloud.fleet().aggregates(), aggregate -> document(aggregate, call)));
    }

    private static ObjectNode document(EmulatedAggregate aggregate, Call call) {
        ObjectNode document = JsonBody.object().put("id", aggregate.id()).put("name", aggregate.name());
        if (call.since(41)) {
            document.put("uuid", aggregate.uuid());
        }
        document.put("availability_zone", aggregate.metadata().get("availability_zone"));
        document.set("hosts", JsonBody.texts(aggregate.hosts()));
        aggregate.metadata().forEach(document.putObject("metadata")::put);
        document.put("created_at", Stamp.row(aggregate.created()));
        return document.putNull("updated_at").putNull("deleted_at").put("deleted", false);
    }

    private EmulatedAnswer zones(boolean detailed) {
        TreeMap<String, ObjectNode> zones = new TreeMap<>();
        for (Host host : cloud.fleet().hosts()) {
            ObjectNode hosts = zones.computeIfAbsent(host.zone(), name -> JsonBody.object());
            hosts.putObject(host.name())
                    .putObject("nova-compute")
                    .put("active", host.enabled())
                    .put("available", host.up())
                    .put("updated_at", Stamp.row(host.lastReport(cloud.now())));
        }
        ObjectNode document = JsonBody.object();
        ArrayNode list = document.putArray("availabilityZoneInfo");
        zones.forEach((name, hosts) -> {
            ObjectNode zone = list.addObject().put("zoneName", name);
            zone.putObject("zoneState").put("available", true);
            zone.set("hosts", detailed ? hosts : null);
        });
        return EmulatedAnswer.ok(document);
    }
}
