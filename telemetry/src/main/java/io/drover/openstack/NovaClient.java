package io.drover.openstack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Nova. Thread-safe; every call is bounded by the access' timeouts and throws nothing but {@link CloudException}.
 */
public final class NovaClient {

    /** Below this, os-migrateLive takes {@code force} and could go past the scheduler. */
    public static final Microversion LEAST = new Microversion(2, 68);

    public static final Microversion NEWEST = new Microversion(2, 100);

    private static final Microversion WITH_PINS = new Microversion(2, 96);
    private static final Microversion LAST_WITH_SIZES = new Microversion(2, 87);
    private static final int PAGE = NovaApi.PAGE;

    private final Session session;
    private final NovaApi api;

    /** Asks nothing yet. */
    public NovaClient(Session session) {
        this.session = session;
        this.api = new NovaApi(session);
    }

    /** Whether it takes long to answer, and is to be asked less. */
    public boolean slow() {
        return session.novaIsSlow();
    }

    /** The one in use. */
    public Microversion microversion() {
        return api.microversion();
    }

    /** Whether it shows the availability zones that servers are pinned to. */
    public boolean showsPins() {
        return microversion().atLeast(WITH_PINS);
    }

    public List<ComputeService> computeServices() {
        return api.everyRow(api.get("/os-services").with("binary", "nova-compute"), "services", ComputeService::of);
    }

    public Optional<ComputeService> computeService(String host) {
        ApiRequest request =
                api.get("/os-services").with("binary", "nova-compute").with("host", host);
        return api.everyRow(request, "services", ComputeService::of).stream()
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
        api.send(ApiRequest.put(Service.NOVA, path, to));
    }

    /** The hypervisor of a compute host, without its uptime; their names may differ, as {@code a} and {@code a.example}. */
    public Optional<Hypervisor> hypervisorOf(String host) {
        ApiRequest all = api.get("/os-hypervisors/detail").at(sized());
        try {
            ApiRequest likely = all.with("hypervisor_hostname_pattern", host);
            Optional<Hypervisor> found = on(host, api.list(likely, "hypervisors", Hypervisor::of));
            if (found.isPresent()) return found;
        } catch (CloudException.NotFound noneOfThatName) {
            // its name may have nothing of the host's
        }
        return on(host, api.pages(all.with("limit", PAGE), "hypervisors", Hypervisor::of, "id"));
    }

    private static Optional<Hypervisor> on(String host, List<Hypervisor> hypervisors) {
        return hypervisors.stream().filter(h -> h.host().equals(host)).findFirst();
    }

    /** All that carry this host's name or this hypervisor's: more than one when something was renamed or left behind. */
    public List<Hypervisor> namesakes(Hypervisor of) {
        ApiRequest all = api.get("/os-hypervisors/detail").at(LAST_WITH_SIZES).with("limit", PAGE);
        return api.pages(all, "hypervisors", Hypervisor::of, "id").stream()
                .filter(each -> each.host().equals(of.host()) || each.name().equals(of.name()))
                .toList();
    }

    /** Without its uptime: what Nova itself knows, without a call to the host. */
    public Hypervisor hypervisor(String id) {
        return api.ask(api.get(hypervisors(id)).at(sized()), "hypervisor", Hypervisor::of);
    }

    /**
     * What uptime(1) prints on a host that is up; empty: its driver has none, or the host is down. Up to 2.87 Nova asks the
     * host; from 2.88 on a field of the hypervisor holds what the host stored up to a minute ago, since Nova 31.2.0.
     */
    public Optional<String> uptime(String id) {
        ApiRequest fresh = api.get(hypervisors(id) + "/uptime").at(sized());
        try {
            return api.ask(fresh, "hypervisor", json -> Json.optionalText(json, "uptime"));
        } catch (CloudException.NotFound withdrawn) {
            return api.ask(api.get(hypervisors(id)), "hypervisor", json -> Json.optionalText(json, "uptime"));
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
        ApiRequest request = api.get("/servers/detail").with("all_tenants", 1).with("host", host);
        return api.pages(request.with("limit", PAGE), "servers", Server::of, "id");
    }

    /** All servers of all projects, page by page. */
    public List<Server> servers() {
        ApiRequest request = api.get("/servers/detail").with("all_tenants", 1).with("limit", PAGE);
        return api.pages(request, "servers", Server::of, "id");
    }

    public Server server(String id) {
        return api.ask(api.get("/servers/" + ApiRequest.encoded(id)), "server", Server::of);
    }

    /** Those in progress; empty when all have ended. */
    public List<MigrationProgress> migrationsInProgress(String server) {
        return api.list(api.get(migrations(server)), "migrations", MigrationProgress::of);
    }

    /**
     * @throws CloudException.NotFound when it is not in progress any more
     */
    public MigrationProgress migrationInProgress(String server, long migration) {
        return api.ask(api.get(migrations(server) + "/" + migration), "migration", MigrationProgress::of);
    }

    /** Breaks it off; Nova says at once that it will. */
    public void abortMigration(String server, long migration) {
        api.send(ApiRequest.delete(Service.NOVA, migrations(server) + "/" + migration));
    }

    /** Pauses the guest for the rest of the copying. */
    public void forceMigration(String server, long migration) {
        api.send(action(migrations(server) + "/" + migration + "/action", "force_complete", null));
    }

    /** All, newest first. */
    public List<Migration> migrations(MigrationFilter filter) {
        return api.pages(filtered(filter, PAGE), "migrations", Migration::of, "uuid");
    }

    /**
     * The newest, newest first, by one question.
     *
     * @param most fewer when Nova's pages are smaller
     */
    public List<Migration> newestMigrations(MigrationFilter filter, int most) {
        return api.list(filtered(filter, most), "migrations", Migration::of);
    }

    private ApiRequest filtered(MigrationFilter filter, int limit) {
        ApiRequest request = api.get("/os-migrations").with("limit", limit);
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
        return api.send(migrateLive(server, destination));
    }

    /**
     * The same, in a request that names a larger one it belongs to.
     *
     * @param globalRequest {@code req-} and a UUID; Nova's logs have it beside the request's own id
     */
    public Optional<String> liveMigrate(String server, String destination, String globalRequest) {
        return api.send(migrateLive(server, destination).header("X-OpenStack-Request-ID", globalRequest));
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

    /** Without their events; newest first. */
    public List<InstanceAction> actions(String server) {
        return api.list(api.get(actionsOf(server)), "instanceActions", InstanceAction::of);
    }

    /** With its events. */
    public InstanceAction action(String server, String requestId) {
        String path = actionsOf(server) + "/" + ApiRequest.encoded(requestId);
        return api.ask(api.get(path), "instanceAction", InstanceAction::of);
    }

    /**
     * @throws CloudException.Conflict while the server is not running on its host
     */
    public Diagnostics diagnostics(String server) {
        return api.ask(api.get(diagnosticsOf(server)), Diagnostics::of);
    }

    /** Of all projects. */
    public List<ServerGroup> serverGroups() {
        ApiRequest request =
                api.get("/os-server-groups").with("all_projects", true).with("limit", PAGE);
        List<ServerGroup> all = new ArrayList<>();
        for (int page = 0; page < NovaApi.PAGES_AT_MOST; page++) {
            List<ServerGroup> some = api.list(request.with("offset", all.size()), "server_groups", ServerGroup::of);
            if (some.isEmpty()) break;
            all.addAll(some);
        }
        return all;
    }

    public ServerGroup serverGroup(String id) {
        return api.ask(api.get("/os-server-groups/" + ApiRequest.encoded(id)), "server_group", ServerGroup::of);
    }

    public List<HostAggregate> aggregates() {
        return api.list(api.get("/os-aggregates"), "aggregates", HostAggregate::of);
    }

    public List<AvailabilityZone> availabilityZones() {
        return api.list(api.get("/os-availability-zone/detail"), "availabilityZoneInfo", AvailabilityZone::of);
    }

    /** Public and private ones. */
    public List<Flavor> flavors() {
        ApiRequest request =
                api.get("/flavors/detail").with("is_public", "None").with("limit", PAGE);
        return api.pages(request, "flavors", Flavor::of, "id");
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
}
