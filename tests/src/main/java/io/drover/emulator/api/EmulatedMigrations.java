package io.drover.emulator.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.emulator.cloud.Copy;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.EmulatedMigration;
import io.drover.emulator.cloud.EmulatedServer;
import io.drover.emulator.cloud.Host;
import io.drover.emulator.cloud.Identity;
import io.drover.emulator.cloud.MigrationLog;
import io.drover.emulator.cloud.Refusal;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** Nova's migrations: those of a server that are under way, and all there ever were. */
final class EmulatedMigrations {

    private static final String TYPE = "live-migration";

    private final EmulatedCloud cloud;

    EmulatedMigrations(EmulatedCloud cloud) {
        this.cloud = cloud;
    }

    void route(Routes routes) {
        routes.on("GET /v2.1/servers/{server}/migrations", this::ofServer);
        routes.on("GET /v2.1/servers/{server}/migrations/{migration}", this::show);
        routes.on("GET /v2.1/os-migrations", this::all);
    }

    static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Refusal.notFound("Migration " + text + " could not be found.");
        }
    }

    private EmulatedAnswer ofServer(Call call) {
        requireProgress(call);
        EmulatedServer server = NovaServers.find(cloud, call);
        List<EmulatedMigration> underWay = StreamSupport.stream(
                        server.migrations().spliterator(), false)
                .filter(migration -> migration.status().inProgress())
                .toList();
        return EmulatedAnswer.ok(JsonBody.list("migrations", underWay, migration -> progress(migration, call)));
    }

    private EmulatedAnswer show(Call call) {
        requireProgress(call);
        EmulatedServer server = NovaServers.find(cloud, call);
        EmulatedMigration migration = cloud.migrations().log().of(server, number(call.parameter("migration")));
        if (!migration.status().inProgress()) {
            throw Refusal.notFound(
                    "Live migration " + migration.id() + " for server " + server.id() + " is not in progress.");
        }
        return EmulatedAnswer.ok(JsonBody.object().set("migration", progress(migration, call)));
    }

    private static void requireProgress(Call call) {
        if (!call.since(23)) {
            throw Refusal.notFound("The resource could not be found.");
        }
    }

    private EmulatedAnswer all(Call call) {
        Page<EmulatedMigration> page = new Page<>(
                "migrations", "/v2.1/os-migrations", EmulatedMigration::uuid, migration -> row(migration, call));
        Predicate<EmulatedMigration> filter = filter(call);
        Iterable<EmulatedMigration> candidates = candidates(call);
        if (call.since(59)) {
            return EmulatedAnswer.ok(page.of(from(call.query("marker"), candidates), filter, call));
        }
        ArrayNode rows = JsonBody.array();
        for (EmulatedMigration migration : candidates) {
            if (filter.test(migration)) {
                rows.add(row(migration, call));
            }
        }
        return EmulatedAnswer.ok(JsonBody.object().set("migrations", rows));
    }

    private Iterable<EmulatedMigration> candidates(Call call) {
        String id = call.query("instance_uuid");
        if (id == null) {
            return cloud.migrations().log().all();
        }
        EmulatedServer server = cloud.fleet().server(id);
        return server == null ? List.of() : server.migrations();
    }

    private Iterable<EmulatedMigration> from(String marker, Iterable<EmulatedMigration> migrations) {
        if (marker == null) {
            return migrations;
        }
        MigrationLog log = cloud.migrations().log();
        if (log.byUuid(marker) == null) {
            throw Refusal.badRequest("Marker " + marker + " could not be found.");
        }
        Iterator<EmulatedMigration> rest = migrations.iterator();
        while (rest.hasNext() && !rest.next().uuid().equals(marker)) {
            // skips those of earlier pages
        }
        return () -> rest;
    }

    private Predicate<EmulatedMigration> filter(Call call) {
        Instant since = time(call, "changes-since");
        Instant before = time(call, "changes-before");
        String host = call.query("host");
        String status = call.query("status");
        String source = call.query("source_compute");
        String type = call.query("migration_type");
        Instant now = cloud.now();
        return migration ->
                (host == null || host.equals(name(migration.source())) || host.equals(name(migration.destination())))
                        && (status == null || status.equals(migration.status().word()))
                        && (source == null || source.equals(migration.source().name()))
                        && (type == null || type.equals(TYPE))
                        && (since == null || !migration.updatedAt(now).isBefore(since))
                        && (before == null || !migration.updatedAt(now).isAfter(before));
    }

    private static Instant time(Call call, String name) {
        String text = call.query(name);
        if (text == null) {
            return null;
        }
        Instant time = Stamp.parse(text);
        if (time == null || !call.since(59)) {
            throw Refusal.badRequest("Invalid input for query parameters " + name + ". Value: " + text + ". '" + text
                    + "' is not a 'date-time'");
        }
        return time;
    }

    private ObjectNode row(EmulatedMigration migration, Call call) {
        EmulatedServer server = migration.server();
        ObjectNode row = JsonBody.object().put("id", migration.id());
        if (call.since(59)) {
            row.put("uuid", migration.uuid());
        }
        String destination = name(migration.destination());
        String node = destination == null ? null : migration.source().name();
        row.put("source_compute", migration.source().name()).put("dest_compute", destination);
        row.put("source_node", node).put("dest_node", destination).putNull("dest_host");
        row.put("old_instance_type_id", server.flavor().number());
        row.put("new_instance_type_id", server.flavor().number());
        row.put("instance_uuid", server.id()).put("status", migration.status().word());
        if (call.since(23)) {
            row.put("migration_type", TYPE);
        }
        if (call.since(80)) {
            row.put("user_id", Identity.USER_ID).put("project_id", server.projectId());
        }
        row.put("created_at", Stamp.row(migration.created()));
        row.put("updated_at", Stamp.row(migration.updatedAt(cloud.now())));
        if (call.since(23) && migration.status().inProgress()) {
            ArrayNode links = row.putArray("links");
            String path = "/servers/" + server.id() + "/migrations/" + migration.id();
            ServerDocument.link(links, "self", call.serviceUrl() + "/v2.1" + path);
            ServerDocument.link(links, "bookmark", call.serviceUrl() + path);
        }
        return row;
    }

    private ObjectNode progress(EmulatedMigration migration, Call call) {
        Copy.Progress progress = migration.progress(cloud.now());
        String destination = name(migration.destination());
        ObjectNode document = JsonBody.object().put("created_at", Stamp.row(migration.created()));
        document.put("dest_compute", destination).putNull("dest_host").put("dest_node", destination);
        Copy.Progress.Disk disk = progress.disk();
        document.put("disk_processed_bytes", disk == null ? null : disk.processedBytes());
        document.put("disk_remaining_bytes", disk == null ? null : disk.remainingBytes());
        document.put("disk_total_bytes", disk == null ? null : disk.totalBytes());
        document.put("id", migration.id());
        document.put("memory_processed_bytes", progress.processedBytes());
        document.put("memory_remaining_bytes", progress.remainingBytes());
        document.put("memory_total_bytes", progress.totalBytes());
        document.put("server_uuid", migration.server().id());
        document.put("source_compute", migration.source().name())
                .put("source_node", migration.source().name());
        document.put("status", migration.status().word());
        document.put("updated_at", Stamp.row(migration.updatedAt(cloud.now())));
        if (call.since(59)) {
            document.put("uuid", migration.uuid());
        }
        if (call.since(80)) {
            document.put("user_id", Identity.USER_ID)
                    .put("project_id", migration.server().projectId());
        }
        return document;
    }

    private static String name(Host host) {
        return host == null ? null : host.name();
    }
}
