package io.drover.emulator.api;

import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.Host;
import io.drover.emulator.cloud.Identity;
import io.drover.emulator.cloud.Refusal;
import io.drover.emulator.cloud.Server;
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

    static Server find(EmulatedCloud cloud, Call call) {
        Server server = cloud.fleet().server(call.parameter("server"));
        if (server == null) {
            throw Refusal.notFound("Instance " + call.parameter("server") + " could not be found.");
        }
        return server;
    }

    private Answer detail(Call call) {
        Page<Server> page = new Page<>(
                "servers",
                "/v2.1/servers/detail",
                Server::id,
                server -> new ServerDocument(server, call, cloud.now()).detailed());
        return Answer.ok(page.of(candidates(call), filter(call), call));
    }

    private Answer list(Call call) {
        Page<Server> page = new Page<>("servers", "/v2.1/servers", Server::id, server -> {
            var document = Json.object().put("id", server.id()).put("name", server.name());
            var links = document.putArray("links");
            ServerDocument.link(links, "self", call.serviceUrl() + "/v2.1/servers/" + server.id());
            ServerDocument.link(links, "bookmark", call.serviceUrl() + "/servers/" + server.id());
            return document;
        });
        return Answer.ok(page.of(candidates(call), filter(call), call));
    }

    private Answer show(Call call) {
        Server server = find(cloud, call);
        return Answer.ok(Json.object().set("server", new ServerDocument(server, call, cloud.now()).shown()));
    }

    private Answer tags(Call call) {
        return Answer.ok(Json.object().set("tags", Json.texts(find(cloud, call).tags())));
    }

    private Answer metadata(Call call) {
        var document = Json.object();
        find(cloud, call).metadata().forEach(document.putObject("metadata")::put);
        return Answer.ok(document);
    }

    /** In Nova's order, newest first, from the marker on; only one host's when asked so. */
    private Collection<Server> candidates(Call call) {
        String marker = call.query("marker");
        if (marker != null) {
            Server last = cloud.fleet().server(marker);
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

    private static Predicate<Server> filter(Call call) {
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
