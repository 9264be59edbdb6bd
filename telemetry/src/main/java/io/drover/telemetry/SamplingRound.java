package io.drover.telemetry;

import io.drover.local.KernelRates;
import io.drover.local.LocalGuests;
import io.drover.local.LocalKernel;
import io.drover.local.Tree;
import io.drover.local.Virsh;
import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.Jitter;
import io.drover.model.Vitals;
import io.drover.openstack.CloudException;
import io.drover.openstack.GnocchiClient;
import io.drover.openstack.Hypervisor;
import io.drover.openstack.Migration;
import io.drover.openstack.MigrationFilter;
import io.drover.openstack.NovaClient;
import io.drover.openstack.PlacementClient;
import io.drover.openstack.Server;
import io.drover.prometheus.PrometheusClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** One round of looking at this host, and what is remembered from the rounds before. Not thread-safe. */
final class SamplingRound {

    private static final int FLEETS_MIGRATIONS = 500;

    /** After something happened here, Nova says so a little later. */
    private static final Duration ALERT = Duration.ofSeconds(20);

    private static final Duration ALERT_GOOD = Duration.ofSeconds(4);
    private static final String USUAL_LIBVIRT = "qemu:///system";

    private final TelemetrySettings settings;
    private final InstantSource clock;
    private final NovaClient nova;
    private final ProcFiles proc;
    private final LocalKernel kernel;
    private final LocalGuests guests;
    private final Inventory inventory;
    private final ServerObservations servers;
    private final ThisMachine thisMachine;
    private final HostLoads hostLoads;
    private final Optional<PrometheusHostLoad> prometheusLoad;
    private final LocalServerLoads localLoads;
    private final ServerLoads cloudLoads;
    private final Reconciliation reconciliation;
    private final BlockedTasks blocked;
    private final SourceChoice choice;
    private final GuestDepartures departures = new GuestDepartures();
    private Set<String> seen = new TreeSet<>();
    private volatile Term alert = Term.NONE;
    private volatile boolean doubted;
    private boolean local;
    private Optional<KernelRates> rates = Optional.empty();
    private Optional<String> kernelProblem = Optional.empty();

    SamplingRound(
            String host,
            TelemetrySettings settings,
            InstantSource clock,
            Clouds clouds,
            DirtyRates dirtyRates,
            Jitter jitter,
            Consumer<String> notices) {
        Tree root = Tree.at(settings.local().proc());
        this.settings = settings;
        this.clock = clock;
        this.nova = clouds.nova();
        this.proc = new ProcFiles(root);
        this.kernel = new LocalKernel(root);
        this.guests = new LocalGuests(
                root,
                Tree.at(settings.local().cgroups()),
                Virsh.at(settings.libvirtUri().orElse(USUAL_LIBVIRT)));
        this.inventory = new Inventory(host, nova, clouds.placement(), jitter);
        this.servers = new ServerObservations(settings, clouds, dirtyRates, inventory);
        this.thisMachine = new ThisMachine(nova, proc, kernel, guests);
        Optional<PrometheusLoads> prometheus = PrometheusLoads.of(clouds.prometheus(), host, settings);
        this.prometheusLoad = prometheus.map(PrometheusLoads::host);
        this.hostLoads = new HostLoads(
                host,
                settings,
                clock,
                new HostLoads.Elsewhere(
                        nova, new GnocchiHostLoad(clouds.gnocchi(), settings.hostMetric()), prometheusLoad),
                proc);
        this.localLoads = new LocalServerLoads(guests);
        ServerLoads ceilometer = new GnocchiServerLoads(clouds.gnocchi(), settings);
        this.cloudLoads = switch (SourceChoice.elsewhere(settings)) {
            case DIAGNOSTICS -> new DiagnosticsServerLoads(nova, clock);
            case PROMETHEUS -> prometheus.orElseThrow().servers();
            case AUTO, LOCAL, GNOCCHI -> ceilometer;
        };
        this.reconciliation = new Reconciliation(nova, proc, ceilometer, notices);
        this.blocked = new BlockedTasks(notices);
        this.choice = new SourceChoice(settings, notices);
    }

    /** The services that are asked. */
    record Clouds(
            NovaClient nova, PlacementClient placement, GnocchiClient gnocchi, Optional<PrometheusClient> prometheus) {}

    /** Whether a look at this machine, which costs next to nothing, shows something new since the last round. */
    boolean news(Instant now) {
        if (doubted) return true;
        if (!local) return false;
        if (alert.lasts(now)) return true;
        try {
            return !glance(now).equals(seen) || kernel.news(now);
        } catch (IOException e) {
            return kernelProblem.isEmpty();
        }
    }

    /** Something happens that Nova will know more of: it is asked anew in this round and those to come. Any thread. */
    void alert(Instant now) {
        alert = Term.of(now, ALERT);
        doubted = true;
    }

    /** Something is about to be decided: a round is due, and what Nova holds is asked for in it. Any thread. */
    void doubt() {
        doubted = true;
    }

    /**
     * @throws CloudException when the cloud does not tell what must be known
     */
    HostObservation observe(Instant now) {
        Instant asked = clock.instant();
        look(now);
        Inventory.Facts facts = inventory.facts(now, good(now));
        doubted = false;
        List<Server> active = facts.active();
        departures.named(byGuest(facts.servers()));
        boolean here = choice.askWhere() && thisMachine.here(facts, now);
        HostLoadSource hostSource = choice.ofHost(here);
        Map<String, Reading> local = here ? localLoads.of(active, now) : Map.of();
        ServerLoadSource serverSource = choice.ofServers(here, found(active), !local.isEmpty());
        boolean byMachine = serverSource == ServerLoadSource.LOCAL;
        ServerLoads source = byMachine ? localLoads : cloudLoads;
        Map<String, Reading> loads = byMachine ? local : cloudLoads.of(active, now);
        this.local = hostSource == HostLoadSource.LOCAL && byMachine;
        int cpus = cpus(facts);
        HostLoads.Found found = hostLoads.of(
                hostSource,
                new HostLoads.Known(facts.shown(), cpus, active, loads, rates, kernelProblem, source.problem()),
                now);
        Optional<String> unheard = active.stream()
                        .allMatch(s -> servers.fresh(loads.get(s.id()), now).isPresent())
                ? Optional.empty()
                : source.problem();
        if (hostSource == HostLoadSource.LOCAL && found.load().isPresent()) {
            blocked.round(proc.loadAverages(), found.load().get().value(), cpus, now);
        }
        if (this.local) reconciliation.round(facts.own(), active, loads, now);
        return new HostObservation(
                found.load().map(Reading::at).orElse(asked),
                cpus,
                ServerObservations.value(found.load()),
                usage(here, hostSource, facts),
                facts.held().free(),
                closed(facts.shown()),
                servers.of(facts, loads, source, now),
                facts.history().inProgress(),
                fleet(now),
                found.problem().or(() -> unheard),
                vitals(hostSource, serverSource, here),
                zone(now));
    }

    private Set<String> glance(Instant now) {
        Set<String> here = guests.glance();
        departures.looked(here, now);
        return here;
    }

    private static Map<String, String> byGuest(List<Server> listed) {
        Map<String, String> servers = new TreeMap<>();
        for (Server server : listed) server.instanceName().ifPresent(guest -> servers.put(guest, server.id()));
        return servers;
    }

    /** When this server's guest left; empty: it is here, or nobody saw. Any thread. */
    Optional<Instant> left(String server) {
        return departures.of(server);
    }

    /** Reads the kernel in each round, so that its intervals are those between rounds. */
    private void look(Instant now) {
        Set<String> before = seen;
        seen = glance(now);
        if (!seen.equals(before)) alert(now);
        try {
            rates = kernel.next(now);
            kernelProblem = Optional.empty();
        } catch (IOException e) {
            rates = Optional.empty();
            kernelProblem = Optional.of(e.getMessage());
        }
    }

    private Duration good(Instant now) {
        if (doubted || alert.lasts(now)) return ALERT_GOOD;
        Duration rest = settings.inventoryInterval(local);
        return nova.slow() ? rest.multipliedBy(2) : rest;
    }

    /** Whether Nova, which is slow, is asked in each round. */
    boolean burdens() {
        return !local && nova.slow();
    }

    boolean novaIsSlow() {
        return nova.slow();
    }

    private Vitals vitals(HostLoadSource hostSource, ServerLoadSource serverSource, boolean here) {
        Vitals sources =
                choice.tell(hostSource, serverSource, kernel.files(), guests.source(), here ? rates : Optional.empty());
        if (hostSource != HostLoadSource.PROMETHEUS) return sources;
        return prometheusLoad
                .flatMap(PrometheusHostLoad::pressure)
                .map(pressure -> new Vitals(
                        sources.loadSource(),
                        sources.serverLoadSource(),
                        sources.busy(),
                        known(pressure.cpu()),
                        known(pressure.memory()),
                        known(pressure.io())))
                .orElse(sources);
    }

    private static Double known(OptionalDouble share) {
        return share.isPresent() ? Double.valueOf(Math.min(1, share.getAsDouble())) : null;
    }

    /** Whether this machine runs any of the servers, or there are none. */
    private boolean found(List<Server> active) {
        return active.isEmpty()
                || active.stream()
                        .map(Server::instanceName)
                        .flatMap(Optional::stream)
                        .anyMatch(name -> guests.present().contains(name));
    }

    private int cpus(Inventory.Facts facts) {
        if (settings.cpus() > 0) return settings.cpus();
        int capacity = facts.held().capacity().cpus();
        if (capacity > 0) return capacity; // Nova's number leaves out dedicated CPUs
        return (int) Math.min(Integer.MAX_VALUE, facts.own().vcpus().orElse(0));
    }

    private static Optional<String> closed(Hypervisor shown) {
        if (!shown.up()) return Optional.of("host down");
        if (shown.enabled()) return Optional.empty();
        return Optional.of(HostObservation.DISABLED
                + shown.disabledReason().map(r -> ": " + r).orElse(""));
    }

    private HostUsage usage(boolean here, HostLoadSource source, Inventory.Facts facts) {
        boolean ours =
                here || source == HostLoadSource.PROC && proc.isOn(facts.own().name());
        if (ours) return proc.usage();
        if (source == HostLoadSource.PROMETHEUS) {
            return prometheusLoad.orElseThrow().usage(facts.held().capacity());
        }
        long memory = facts.held().capacity().memoryMib();
        return new HostUsage(memory == 0 ? null : memory, null, null, null);
    }

    private OptionalInt fleet(Instant now) {
        if (!settings.countFleet()) return OptionalInt.empty();
        List<Migration> newest =
                inventory.underWay(nova.newestMigrations(MigrationFilter.LIVE, FLEETS_MIGRATIONS), now);
        return OptionalInt.of(
                (int) newest.stream().filter(migration -> !migration.ended()).count());
    }

    /** Only asked for where it can keep a server away. */
    private Optional<String> zone(Instant now) {
        return nova.showsPins() ? inventory.zone(now) : Optional.empty();
    }
}
