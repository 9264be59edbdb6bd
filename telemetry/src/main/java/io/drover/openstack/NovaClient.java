package io.drover.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
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
        return list(get("/os-services").with("binary", "nova-compute"), "services", ComputeService::of, each -> true);
    }

    public Optional<ComputeService> computeService(String host) {
        ApiRequest request = get("/os-services").with("binary", "nova-compute").with("host", host);
        return list(request, "services", ComputeService::of, each -> true).stream()
                .filter(service -> service.host().equals(host))
                .findFirst();
    }

    /**
     * Nova places nothing there from then on; what runs there stays.
     *
     * @param reason for people, at most 255 characters
     */
    public void disable(ComputeService service, String reason) {
        change(service, Map.of("status", "disabled", "disabled_reason", reason));
    }

    public void enable(ComputeService service) {
        change(service, Map.of("status", "enabled"));
    }

    private void change(ComputeService service, Map<String, String> to) {
        String path = "/os-services/" + ApiRequest.encoded(service.id());
        versioned(() -> session.ask(ApiRequest.put(Service.NOVA, path, to).at(microversion())));
    }

    /** The hypervisor of a compute host, without its uptime; their names may differ, as {@code a} and {@code a.example}. */
    public Optional<Hypervisor> hypervisorOf(String host) {
        ApiRequest all = get("/os-hypervisors/detail").at(sized());
        try {
            ApiRequest likely = all.with("hypervisor_hostname_pattern", host);
            Optional<Hypervisor> found = on(host, list(likely, "hypervisors", Hypervisor::of));
            if (found.isPresent()) return found;
        } catch (CloudException.NotFound noneOfThatName) {
            // its name may have nothing of the host's
        }
        return on(host, pages(all.with("limit", PAGE), "hypervisors", Hypervisor::of, "id"));
    }

    private static Optional<Hypervisor> on(String host, List<Hypervisor> hypervisors) {
        return hypervisors.stream().filter(h -> h.host().equals(host)).findFirst();
    }

    /** All that carry this host's name or this hypervisor's: more than one when something was renamed or left behind. */
    public List<Hypervisor> namesakes(Hypervisor of) {
        ApiRequest all = get("/os-hypervisors/detail").at(LAST_WITH_SIZES).with("limit", PAGE);
        return pages(all, "hypervisors", Hypervisor::of, "id").stream()
                .filter(each -> each.host().equals(of.host()) || each.name().equals(of.name()))
                .toList();
    }

    /** Without its uptime: what Nova itself knows, without a call to the host. */
    public Hypervisor hypervisor(String id) {
        return ask(get(hypervisors(id)).at(sized()), "hypervisor", Hypervisor::of);
    }

    /**
     * What uptime(1) prints on a host that is up; empty: its driver has none, or the host is down. Up to 2.87 Nova asks the
     * host; from 2.88 on a field of the hypervisor holds what the host stored up to a minute ago, since Nova 31.2.0.
     */
    public Optional<String> uptime(String id) {
        ApiRequest fresh = get(hypervisors(id) + "/uptime").at(sized());
        try {
            return ask(fresh, "hypervisor", json -> Json.optionalText(json, "uptime"));
        } catch (CloudException.NotFound withdrawn) {
            return ask(get(hypervisors(id)), "hypervisor", json -> Json.optionalText(json, "uptime"));
        } catch (CloudException.Refused down) {
            return Optional.empty();
        } catch (CloudException.Unavailable e) {
            if (e.status() == 501) return Optional.empty();
            throw e;
        }
    }

    /** From 2.88 on a hypervisor tells no sizes, and its uptime only second-hand. */
    private Microversion sized() {
        Microversion chosen = microversion();
        return LAST_WITH_SIZES.atLeast(chosen) ? chosen : LAST_WITH_SIZES;
    }

    private static String hypervisors(String id) {
        return "/os-hypervisors/" + ApiRequest.encoded(id);
    }

    /** All projects' servers on a host, page by page. */
    public List<Server> servers(String host) {
        ApiRequest request = get("/servers/detail").with("all_tenants", 1).with("host", host);
        return pages(request.with("limit", PAGE), "servers", Server::of, "id");
    }

    /** All servers of all projects, page by page. */
    public List<Server> servers() {
        ApiRequest request = get("/servers/detail").with("all_tenants", 1).with("limit", PAGE);
        return pages(request, "servers", Server::of, "id");
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
        post(action(migrations(server) + "/" + migration + "/action", "force_complete", null));
    }

    /** All, newest first. */
    public List<Migration> migrations(MigrationFilter filter) {
        return pages(filtered(filter, PAGE), "migrations", Migration::of, "uuid");
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
        return post(migrateLive(server, destination));
    }

    /**
     * The same, in a request that names a larger one it belongs to.
     *
     * @param globalRequest {@code req-} and a UUID; Nova's logs have it beside the request's own id
     */
    public Optional<String> liveMigrate(String server, String destination, String globalRequest) {
        return post(migrateLive(server, destination).header("X-OpenStack-Request-ID", globalRequest));
    }

    private static ApiRequest migrateLive(String server, String destination) {
        Map<String, String> order = Map.of("host", destination, "block_migration", "auto");
        return action("/servers/" + ApiRequest.encoded(server) + "/action", "os-migrateLive", order);
    }

    private static ApiRequest action(String path, String action, Object argument) {
        Map<String, Object> body = new TreeMap<>();
        body.put(action, argument);
        return ApiRequest.post(Service.NOVA, path, body);
    }

    private Optional<String> post(ApiRequest request) {
        ApiRequest asked = request.at(microversion());
        return versioned(() -> session.ask(asked)).requestId();
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
        return pages(request, "flavors", Flavor::of, "id");
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
        return list(request, field, read, row -> !Partial.is(row));
    }

    private <T> List<T> list(ApiRequest request, String field, Function<JsonNode, T> read, Predicate<JsonNode> taken) {
        return ask(request, field, json -> rows(json, read, taken));
    }

    /** Rows of a cell that is out of reach are left out; they cannot be of a host that can be asked about. */
    private static <T> List<T> rows(JsonNode array, Function<JsonNode, T> read, Predicate<JsonNode> taken) {
        return Json.list(array, row -> row).stream().filter(taken).map(read).toList();
    }

    /**
     * A page tells that there are more by a link; the next one starts after its last row. What is listed twice, because
     * rows move between two pages, counts once.
     *
     * @param key the field that a row is known by
     */
    private <T> List<T> pages(ApiRequest first, String field, Function<JsonNode, T> read, String key) {
        Map<String, T> all = new LinkedHashMap<>();
        ApiRequest request = first;
        for (int page = 0; page < PAGES_AT_MOST; page++) {
            Optional<String> last = ask(request, json -> page(json, field, read, key, all));
            if (last.isEmpty()) return List.copyOf(all.values());
            request = first.with("marker", last.get());
        }
        throw CloudException.unusable(Service.NOVA, "Nova lists more than " + PAGES_AT_MOST + " pages of " + field);
    }

    /** The key of its last row; empty: it is the last page. */
    private static <T> Optional<String> page(
            JsonNode json, String field, Function<JsonNode, T> read, String key, Map<String, T> all) {
        List<JsonNode> rows = Json.list(Json.present(json, field), row -> row);
        for (JsonNode row : rows) {
            if (!Partial.is(row)) all.putIfAbsent(Json.text(row, key), read.apply(row));
        }
        boolean more = json.path(field + "_links").toString().contains("\"next\"");
        return more && !rows.isEmpty() ? Optional.of(Json.text(rows.get(rows.size() - 1), key)) : Optional.empty();
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
