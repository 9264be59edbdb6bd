package io.drover.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Nova. Thread-safe; every call is bounded by the access' timeouts and throws nothing but {@link CloudException}.
 */
public final class NovaClient {

    /** Below this, os-migrateLive takes {@code force} and could go past the scheduler. */
    public static final Microversion LEAST = new Microversion(2, 68);

    public static final Microversion NEWEST = new Microversion(2, 100);

    private static final Microversion KIB_MEMORY = new Microversion(2, 47);
    private static final Microversion LAST_WITH_SIZES = new Microversion(2, 87);
    private static final int PAGE = 200;
    private static final int PAGES_AT_MOST = 500;

    private final Session session;
    private final Versions versions;

    /** Asks nothing yet. */
    public NovaClient(Session session) {
        this.session = session;
        this.versions = new Versions(session, Service.NOVA, LEAST, NEWEST);
    }

    /** The one in use. */
    public Microversion microversion() {
        return versions.chosen();
    }

    public List<ComputeService> computeServices() {
        return list(get("/os-services").with("binary", "nova-compute"), "services", ComputeService::of);
    }

    public Optional<ComputeService> computeService(String host) {
        ApiRequest request = get("/os-services").with("binary", "nova-compute").with("host", host);
        return list(request, "services", ComputeService::of).stream()
                .filter(service -> service.host().equals(host))
                .findFirst();
    }

    /** The hypervisor of a compute host, without its uptime; their names may differ, as {@code a} and {@code a.example}. */
    public Optional<Hypervisor> hypervisorOf(String host) {
        ApiRequest all = get("/os-hypervisors/detail").at(LAST_WITH_SIZES);
        try {
            ApiRequest likely = all.with("hypervisor_hostname_pattern", host);
            Optional<Hypervisor> found = on(host, list(likely, "hypervisors", Hypervisor::of));
            if (found.isPresent()) return found;
        } catch (CloudException.NotFound noneOfThatName) {
            // its name may have nothing of the host's
        }
        return on(host, pages(all.with("limit", PAGE), "hypervisors", Hypervisor::of, Hypervisor::id));
    }

    private static Optional<Hypervisor> on(String host, List<Hypervisor> hypervisors) {
        return hypervisors.stream().filter(h -> h.host().equals(host)).findFirst();
    }

    /** With its uptime, which costs Nova a call to the host. */
    public Hypervisor hypervisor(String id) {
        String path = "/os-hypervisors/" + ApiRequest.encoded(id);
        Hypervisor shown = ask(get(path), "hypervisor", Hypervisor::of);
        if (!LAST_WITH_SIZES.atLeast(microversion()) || !shown.up()) return shown;
        try {
            return shown.withUptime(
                    ask(get(path + "/uptime"), "hypervisor", json -> Json.optionalText(json, "uptime")));
        } catch (CloudException.Refused down) {
            return shown;
        } catch (CloudException.Unavailable e) {
            if (e.status() == 501) return shown; // the driver has none
            throw e;
        }
    }

    /** All projects' servers on a host, page by page. */
    public List<Server> servers(String host) {
        ApiRequest request = get("/servers/detail").with("all_tenants", 1).with("host", host);
        return pages(request.with("limit", PAGE), "servers", Server::of, Server::id);
    }

    /** All servers of all projects, page by page. */
    public List<Server> servers() {
        ApiRequest request = get("/servers/detail").with("all_tenants", 1).with("limit", PAGE);
        return pages(request, "servers", Server::of, Server::id);
    }

    public Server server(String id) {
        return ask(get("/servers/" + ApiRequest.encoded(id)), "server", Server::of);
    }

    /** Those in progress; empty when all have ended. */
    public List<MigrationProgress> migrationsInProgress(String server) {
        return list(get(migrations(server)), "migrations", MigrationProgress::of);
    }

    /**
     * @throws CloudException.NotFound when it is not in progress any more
     */
    public MigrationProgress migrationInProgress(String server, long migration) {
        return ask(get(migrations(server) + "/" + migration), "migration", MigrationProgress::of);
    }

    /** Breaks it off; Nova says at once that it will. */
    public void abortMigration(String server, long migration) {
        ApiRequest request = ApiRequest.delete(Service.NOVA, migrations(server) + "/" + migration);
        versioned(() -> session.ask(request.at(microversion())));
    }

    /** Pauses the guest for the rest of the copying. */
    public void forceMigration(String server, long migration) {
        post(migrations(server) + "/" + migration + "/action", "force_complete", null);
    }

    /** All, newest first. */
    public List<Migration> migrations(MigrationFilter filter) {
        return pages(filtered(filter, PAGE), "migrations", Migration::of, Migration::uuid);
    }

    /**
     * The newest, newest first, by one question.
     *
     * @param most fewer when Nova's pages are smaller
     */
    public List<Migration> newestMigrations(MigrationFilter filter, int most) {
        return list(filtered(filter, most), "migrations", Migration::of);
    }

    private ApiRequest filtered(MigrationFilter filter, int limit) {
        ApiRequest request = get("/os-migrations").with("limit", limit);
        for (Map.Entry<String, String> entry : filter.query().entrySet()) {
            request = request.with(entry.getKey(), entry.getValue());
        }
        return request;
    }

    /**
     * Asks for a live migration, once. Nova checks and schedules it after its answer: a full or disabled destination
     * shows only in the server's action and migration.
     *
     * @return the request's id, to find the action by
     * @throws CloudException.Refused the destination is unknown, or this is forbidden
     * @throws CloudException.NotFound there is no such server
     * @throws CloudException.Conflict it is locked, not running, or migrating already
     * @throws CloudException with {@link CloudException#uncertain()} it may have been carried out
     */
    public Optional<String> liveMigrate(String server, String destination) {
        Map<String, String> order = Map.of("host", destination, "block_migration", "auto");
        return post("/servers/" + ApiRequest.encoded(server) + "/action", "os-migrateLive", order);
    }

    private Optional<String> post(String path, String action, Object argument) {
        Map<String, Object> body = new TreeMap<>();
        body.put(action, argument);
        ApiRequest request = ApiRequest.post(Service.NOVA, path, body).at(microversion());
        return versioned(() -> session.ask(request)).requestId();
    }

    /** Without their events; newest first. */
    public List<InstanceAction> actions(String server) {
        return list(get(actionsOf(server)), "instanceActions", InstanceAction::of);
    }

    /** With its events. */
    public InstanceAction action(String server, String requestId) {
        String path = actionsOf(server) + "/" + ApiRequest.encoded(requestId);
        return ask(get(path), "instanceAction", InstanceAction::of);
    }

    /**
     * @throws CloudException.Conflict while the server is not running on its host
     */
    public Diagnostics diagnostics(String server) {
        return ask(get(diagnosticsOf(server)), Diagnostics::of);
    }

    public GuestMemory guestMemory(String server) {
        return ask(get(diagnosticsOf(server)).at(KIB_MEMORY), GuestMemory::of);
    }

    /** Of all projects. */
    public List<ServerGroup> serverGroups() {
        ApiRequest request = get("/os-server-groups").with("all_projects", true).with("limit", PAGE);
        List<ServerGroup> all = new ArrayList<>();
        for (int page = 0; page < PAGES_AT_MOST; page++) {
            List<ServerGroup> some = list(request.with("offset", all.size()), "server_groups", ServerGroup::of);
            if (some.isEmpty()) break;
            all.addAll(some);
        }
        return all;
    }

    public ServerGroup serverGroup(String id) {
        return ask(get("/os-server-groups/" + ApiRequest.encoded(id)), "server_group", ServerGroup::of);
    }

    public List<HostAggregate> aggregates() {
        return list(get("/os-aggregates"), "aggregates", HostAggregate::of);
    }

    public List<AvailabilityZone> availabilityZones() {
        return list(get("/os-availability-zone/detail"), "availabilityZoneInfo", AvailabilityZone::of);
    }

    /** Public and private ones. */
    public List<Flavor> flavors() {
        ApiRequest request = get("/flavors/detail").with("is_public", "None").with("limit", PAGE);
        return pages(request, "flavors", json -> Map.entry(Json.text(json, "id"), Flavor.of(json)), Map.Entry::getKey)
                .stream()
                .map(Map.Entry::getValue)
                .toList();
    }

    private static String migrations(String server) {
        return "/servers/" + ApiRequest.encoded(server) + "/migrations";
    }

    private static String actionsOf(String server) {
        return "/servers/" + ApiRequest.encoded(server) + "/os-instance-actions";
    }

    private static String diagnosticsOf(String server) {
        return "/servers/" + ApiRequest.encoded(server) + "/diagnostics";
    }

    private ApiRequest get(String path) {
        return ApiRequest.get(Service.NOVA, path).at(microversion());
    }

    private <T> T ask(ApiRequest request, String field, Function<JsonNode, T> read) {
        return ask(request, json -> read.apply(Json.present(json, field)));
    }

    private <T> T ask(ApiRequest request, Function<JsonNode, T> read) {
        return versioned(() -> session.ask(request, read));
    }

    private <T> List<T> list(ApiRequest request, String field, Function<JsonNode, T> read) {
        return ask(request, field, json -> Json.list(json, read));
    }

    /** A page tells that there are more by a link; the next one starts after its last item. */
    private <T> List<T> pages(ApiRequest first, String field, Function<JsonNode, T> read, Function<T, String> marker) {
        List<T> all = new ArrayList<>();
        ApiRequest request = first;
        for (int page = 0; page < PAGES_AT_MOST; page++) {
            boolean more = ask(request, json -> {
                all.addAll(Json.list(Json.present(json, field), read));
                return json.path(field + "_links").toString().contains("\"next\"");
            });
            if (!more || all.isEmpty()) return all;
            request = first.with("marker", marker.apply(all.get(all.size() - 1)));
        }
        throw CloudException.unusable(Service.NOVA, "Nova lists more than " + PAGES_AT_MOST + " pages of " + field);
    }

    /** 406: Nova was replaced by an older one. */
    private <T> T versioned(Supplier<T> call) {
        try {
            return call.get();
        } catch (CloudException.Refused e) {
            if (e.status() == 406) versions.forget();
            throw e;
        }
    }
}
