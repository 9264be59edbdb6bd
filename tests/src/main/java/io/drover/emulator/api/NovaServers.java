package io.drover.emulator.api;

import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.EmulatedServer;
import io.drover.emulator.cloud.Host;
import io.drover.emulator.cloud.Identity;
import io.drover.emulator.cloud.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Nova's servers: lists with filters and paging, one server, its tags and metadata. */
final class NovaServers {

    private static final Set<String> FALSE = Set.of("0", "false", "no", "off", "f", "n");

    private final EmulatedCloud cloud;

    NovaServers(EmulatedCloud cloud) {
        this.cloud = cloud;
    }

    void route(Routes routes) {
        routes.on("GET /v2.1/servers/detail", this::detail);
        routes.on("GET /v2.1/servers", this::list);
        routes.on("GET /v2.1/servers/{server}", this::show);
        routes.on("GET /v2.1/servers/{server}/tags", this::tags);
        routes.on("GET /v2.1/servers/{server}/metadata", this::metadata);
    }

    static EmulatedServer find(EmulatedCloud cloud, Call call) {
        EmulatedServer server = cloud.fleet().server(call.parameter("server"));
        if (server == null) {
            throw Refusal.notFound("Instance " + call.parameter("server") + " could not be found.");
        }
        return server;
    }

    private EmulatedAnswer detail(Call call) {
        Page<EmulatedServer> page = new Page<>(
                "servers",
                "/v2.1/servers/detail",
                EmulatedServer::id,
                server -> new ServerDocument(server, call, cloud.now()).detailed());
        return EmulatedAnswer.ok(page.of(candidates(call), filter(call), call));
    }

    private EmulatedAnswer list(Call call) {
        Page<EmulatedServer> page = new Page<>("servers", "/v2.1/servers", EmulatedServer::id, server -> {
            var document = JsonBody.object().put("id", server.id()).put("name", server.name());
            var links = document.putArray("links");
            ServerDocument.link(links, "self", call.serviceUrl() + "/v2.1/servers/" + server.id());
            ServerDocument.link(links, "bookmark", call.serviceUrl() + "/servers/" + server.id());
            return document;
        });
        return EmulatedAnswer.ok(page.of(candidates(call), filter(call), call));
    }

    private EmulatedAnswer show(Call call) {
        EmulatedServer server = find(cloud, call);
        return EmulatedAnswer.ok(
                JsonBody.object().set("server", new ServerDocument(server, call, cloud.now()).shown()));
    }

    private EmulatedAnswer tags(Call call) {
        return EmulatedAnswer.ok(
                JsonBody.object().set("tags", JsonBody.texts(find(cloud, call).tags())));
    }

    private EmulatedAnswer metadata(Call call) {
        var document = JsonBody.object();
        find(cloud, call).metadata().forEach(document.putObject("metadata")::put);
        return EmulatedAnswer.ok(document);
    }

    /** In Nova's order, newest first, from the marker on; only one host's when asked so. */
    private Collection<EmulatedServer> candidates(Call call) {
        String marker = call.query("marker");
        if (marker != null) {
            EmulatedServer last = cloud.fleet().server(marker);
            if (last == null) {
                throw Refusal.badRequest("marker [" + marker + "] not found");
            }
            return cloud.fleet().serversAfter(last);
        }
        String wanted = call.query("host");
        if (wanted == null) {
            return cloud.fleet().servers();
        }
        Host host = cloud.fleet().host(wanted);
        return host == null ? List.of() : host.servers();
    }

    private static Predicate<EmulatedServer> filter(Call call) {
        String allTenants = call.query("all_tenants");
        boolean everyProject = allTenants != null && !FALSE.contains(allTenants);
        String project = everyProject ? call.query("project_id") : Identity.PROJECT_ID;
        String tenant = everyProject ? call.query("tenant_id") : null;
        String host = call.query("host");
        String name = call.query("name");
        List<String> statuses = call.queryAll("status");
        return server -> (project == null || project.equals(server.projectId()))
                && (tenant == null || tenant.equals(server.projectId()))
                && (host == null || host.equals(server.host().name()))
                && (name == null || server.name().contains(name))
                && (statuses.isEmpty() || statuses.contains(server.status()));
    }
}
