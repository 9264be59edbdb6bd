package io.drover.emulator.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.emulator.cloud.EmulatedFlavor;
import io.drover.emulator.cloud.EmulatedMigration;
import io.drover.emulator.cloud.EmulatedServer;
import io.drover.emulator.cloud.Host;
import io.drover.emulator.cloud.Identity;
import io.drover.emulator.cloud.MigrationStatus;
import java.time.Instant;

/** A server as Nova shows it; fields come and go with the microversion. */
final class ServerDocument {

    private static final String IMAGE = Identity.uuid("image", "tiny");
    private static final String EXT = "OS-EXT-SRV-ATTR:";

    private final EmulatedServer server;
    private final Call call;
    private final Instant now;

    ServerDocument(EmulatedServer server, Call call, Instant now) {
        this.server = server;
        this.call = call;
        this.now = now;
    }

    /** From 2.71 only a single server shows its groups. */
    ObjectNode shown() {
        ObjectNode document = detailed();
        if (call.since(71)) {
            ArrayNode groups = document.putArray("server_groups");
            if (server.group() != null) {
                groups.add(server.group().id());
            }
        }
        return document;
    }

    ObjectNode detailed() {
        ObjectNode document = JsonBody.object().put("id", server.id()).put("name", server.name());
        document.put("status", server.status());
        document.put("tenant_id", server.projectId()).put("user_id", Identity.USER_ID);
        ObjectNode metadata = document.putObject("metadata");
        server.metadata().forEach(metadata::put);
        document.put("hostId", server.host().hostId(server.projectId()));
        ObjectNode image = document.putObject("image").put("id", IMAGE);
        link(image.putArray("links"), "bookmark", origin() + "/images/" + IMAGE);
        document.set("flavor", flavor());
        document.put("created", Stamp.zulu(server.created())).put("updated", Stamp.zulu(server.updated()));
        document.putObject("addresses");
        document.put("accessIPv4", "").put("accessIPv6", "");
        ArrayNode links = document.putArray("links");
        link(links, "self", call.serviceUrl() + "/v2.1/servers/" + server.id());
        link(links, "bookmark", origin() + "/servers/" + server.id());
        extend(document);
        return document;
    }

    private void extend(ObjectNode document) {
        Host host = server.host();
        document.put("OS-DCF:diskConfig", "MANUAL").put("progress", progress());
        document.put("OS-EXT-AZ:availability_zone", host.zone());
        document.put("config_drive", "").putNull("key_name");
        document.put("OS-SRV-USG:launched_at", Stamp.row(server.created())).putNull("OS-SRV-USG:terminated_at");
        document.put(EXT + "host", host.name()).put(EXT + "instance_name", server.instanceName());
        document.put(EXT + "hypervisor_hostname", host.name());
        if (call.since(3)) {
            document.put(EXT + "reservation_id", "r-" + server.id().substring(0, 8));
            document.put(EXT + "launch_index", 0).put(EXT + "hostname", server.name());
            document.put(EXT + "kernel_id", "").put(EXT + "ramdisk_id", "");
            document.put(EXT + "root_device_name", "/dev/sda").putNull(EXT + "user_data");
        }
        document.put("OS-EXT-STS:task_state", server.taskState()).put("OS-EXT-STS:vm_state", server.vmState());
        document.put("OS-EXT-STS:power_state", server.powerState());
        document.putArray("os-extended-volumes:volumes_attached");
        extendLater(document);
    }

    private void extendLater(ObjectNode document) {
        if (call.since(9)) {
            document.put("locked", server.locked());
        }
        if (call.since(16)) {
            Host host = server.host();
            document.put("host_status", !host.up() ? "DOWN" : host.enabled() ? "UP" : "MAINTENANCE");
        }
        if (call.since(19)) {
            document.putNull("description");
        }
        if (call.since(26)) {
            document.set("tags", JsonBody.texts(server.tags()));
        }
        if (call.since(63)) {
            document.putNull("trusted_image_certificates");
        }
        if (call.since(96)) {
            document.put(
                    "pinned_availability_zone",
                    server.pinnedToZone() ? server.host().zone() : null);
        }
        if (call.since(73)) {
            document.put("locked_reason", server.lockedReason());
        }
        if (call.since(98)) {
            ((ObjectNode) document.get("image")).putObject("properties");
        }
        if (call.since(100)) {
            document.putObject("scheduler_hints");
        }
    }

    private ObjectNode flavor() {
        EmulatedFlavor flavor = server.flavor();
        ObjectNode document = JsonBody.object();
        if (!call.since(47)) {
            document.put("id", Integer.toString(flavor.number()));
            link(document.putArray("links"), "bookmark", origin() + "/flavors/" + flavor.number());
            return document;
        }
        document.put("vcpus", flavor.vcpus()).put("ram", flavor.memoryMb());
        document.put("disk", flavor.resources().diskGb()).put("ephemeral", 0).put("swap", 0);
        document.put("original_name", flavor.name()).putObject("extra_specs");
        return document;
    }

    private int progress() {
        if (server.taskState() == null || !server.migrations().iterator().hasNext()) {
            return 0;
        }
        EmulatedMigration latest = server.migrations().iterator().next();
        return latest.status() == MigrationStatus.RUNNING ? latest.progress(now).percent() : 0;
    }

    private String origin() {
        return call.serviceUrl();
    }

    static void link(ArrayNode links, String relation, String url) {
        links.addObject().put("rel", relation).put("href", url);
    }
}
