package io.drover.telemetry;

import io.drover.local.KernelRates;
import io.drover.local.LocalGuests;
import io.drover.local.LocalKernel;
import io.drover.local.Tree;
import io.drover.local.Virsh;
import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.Resources;
import io.drover.model.ServerObservation;
import io.drover.model.Vitals;
import io.drover.openstack.CloudException;
import io.drover.openstack.Flavor;
import io.drover.openstack.GnocchiClient;
import io.drover.openstack.Hypervisor;
import io.drover.openstack.Migration;
import io.drover.openstack.MigrationFilter;
import io.drover.openstack.NovaClient;
import io.drover.openstack.PlacementClient;
import io.drover.openstack.Server;
import io.drover.openstack.ServerGroup;
import io.drover.prometheus.PrometheusClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One round of looking at this host, and what is remembered from the rounds before. Not thread-safe. */
final class Round {

    private static final int FLEETS_MIGRATIONS = 500;

    /** How old Nova's and Placement's facts may be where this machine itself shows when a server comes or goes. */
    private static final Duration AT_REST = Duration.ofMinutes(3);

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
    private final ThisMachine thisMachine;
    private final HostLoads hostLoads;
    private final Optional<PrometheusHostLoad> prometheusLoad;
    private final Groups groups;
    private final Wanderings wanderings;
    private final LocalServerLoads localLoads;
    private final ServerLoads cloudLoads;
    private final Reconciliation reconciliation;
    private final BlockedTasks blocked;
    private final DirtyRates dirtyRates;
    private final List<DirtyRateSource> measuredDirtyRates;
    private final Origins origins;
    private Set<String> seen = new TreeSet<>();
    private Instant alertUntil = Instant.MIN;
    private boolean local;
    private Optional<KernelRates> rates = Optional.empty();
    private Optional<String> kernelProblem = Optional.empty();

    Round(
            String host,
            TelemetrySettings settings,
            InstantSource clock,
            Clouds clouds,
            DirtyRates dirtyRates,
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
        this.inventory = new Inventory(host, nova, clouds.placement());
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
        this.groups = new Groups(nova);
        this.wanderings = new Wanderings(nova);
        this.localLoads = new LocalServerLoads(guests);
        ServerLoads ceilometer = new GnocchiServerLoads(clouds.gnocchi(), settings);
        this.cloudLoads = switch (Origins.elsewhere(settings)) {
            case DIAGNOSTICS -> new DiagnosticsServerLoads(nova, clock);
            case PROMETHEUS -> prometheus.orElseThrow().servers();
            case AUTO, LOCAL, GNOCCHI -> ceilometer;
        };
        this.reconciliation = new Reconciliation(nova, proc, ceilometer, notices);
        this.blocked = new BlockedTasks(notices);
        this.dirtyRates = dirtyRates;
        this.measuredDirtyRates = DirtyRateSource.of(clouds.gnocchi(), settings);
        this.origins = new Origins(settings, notices);
    }

    /** The services that are asked. */
    record Clouds(
            NovaClient nova, PlacementClient placement, GnocchiClient gnocchi, Optional<PrometheusClient> prometheus) {}

    /** Whether a look at this machine, which costs next to nothing, shows something new since the last round. */
    boolean news(Instant now) {
        if (!local) return false;
        if (now.isBefore(alertUntil)) return true;
        try {
            return !guests.glance().equals(seen) || kernel.news(now);
        } catch (IOException e) {
            return kernelProblem.isEmpty();
        }
    }

    /** Something happens that Nova will know more of: it is asked anew in the rounds to come. */
    void alert(Instant now) {
        alertUntil = now.plus(ALERT);
    }

    /**
     * @throws CloudException when the cloud does not tell what must be known
     */
    HostObservation observe(Instant now) {
        Instant asked = clock.instant();
        look(now);
        Inventory.Facts facts = inventory.facts(now, good(now));
        List<Server> active = facts.active();
        boolean here = origins.askWhere() && thisMachine.here(facts, now);
        HostLoadSource hostSource = origins.ofHost(here);
        Map<String, Reading> local = here ? localLoads.of(active, now) : Map.of();
        ServerLoadSource serverSource = origins.ofServers(here, found(active), !local.isEmpty());
        boolean byMachine = serverSource == ServerLoadSource.LOCAL;
        ServerLoads source = byMachine ? localLoads : cloudLoads;
        Map<String, Reading> loads = byMachine ? local : cloudLoads.of(active, now);
        this.local = hostSource == HostLoadSource.LOCAL && byMachine;
        int cpus = cpus(facts);
        HostLoads.Found found = hostLoads.of(
                hostSource,
                new HostLoads.Known(facts.shown(), cpus, active, loads, rates, kernelProblem, source.problem()),
                now);
        Optional<String> unheard =
                active.stream().allMatch(s -> fresh(loads.get(s.id()), now).isPresent())
                        ? Optional.empty()
                        : source.problem();
        if (hostSource == HostLoadSource.LOCAL && found.load().isPresent()) {
            blocked.round(proc.loadAverages(), found.load().get().value(), cpus, now);
        }
        if (this.local) reconciliation.round(facts.own(), active, loads, now);
        return new HostObservation(
                found.load().map(Reading::at).orElse(asked),
                cpus,
                value(found.load()),
                usage(here, hostSource, facts),
                facts.held().free(),
                closed(facts.shown()),
                observed(facts, loads, source, now),
                facts.history().inProgress(),
                fleet(now),
                found.problem().or(() -> unheard),
                vitals(hostSource, serverSource, here));
    }

    /** Reads the kernel in each round, so that its intervals are those between rounds. */
    private void look(Instant now) {
        Set<String> before = seen;
        seen = guests.glance();
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
        if (!local) return Duration.ZERO;
        return now.isBefore(alertUntil) ? ALERT_GOOD : AT_REST;
    }

    private Vitals vitals(HostLoadSource hostSource, ServerLoadSource serverSource, boolean here) {
        Vitals sources = origins.tell(
                hostSource, serverSource, kernel.files(), guests.source(), here ? rates : Optional.empty());
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

    private Optional<Reading> fresh(Reading load, Instant now) {
        return Optional.ofNullable(load).filter(known -> known.fresh(now, settings.serverMaxAge()));
    }

    private static OptionalDouble value(Optional<Reading> reading) {
        return reading.map(Reading::value).map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    /** The first source that knows a server counts. */
    private Map<String, Reading> measuredDirtyRates(List<Server> servers, Instant now) {
        Map<String, Reading> all = new TreeMap<>();
        measuredDirtyRates.forEach(source -> source.of(servers, now).forEach(all::putIfAbsent));
        return all;
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

    private List<ServerObservation> observed(
            Inventory.Facts facts, Map<String, Reading> loads, ServerLoads source, Instant now) {
        List<Server> servers = facts.servers();
        Set<String> ids = servers.stream().map(Server::id).collect(Collectors.toSet());
        groups.keep(ids);
        wanderings.keep(ids);
        Immovability immovability = new Immovability(settings.exclusions(), aggregatesOfHost(now));
        Map<String, Reading> dirty = measuredDirtyRates(servers, now);
        List<ServerObservation> all = new ArrayList<>();
        for (Server server : servers) {
            List<ServerGroup> its = groups.of(server, now);
            OptionalDouble measured = value(fresh(dirty.get(server.id()), now));
            all.add(new ServerObservation(
                    server.id(),
                    server.flavor().vcpus(),
                    value(fresh(loads.get(server.id()), now)),
                    server.flavor().memoryMib(),
                    measured.isPresent() ? measured : dirtyRates.of(server),
                    facts.held().allocations().getOrDefault(server.id(), size(server)),
                    Groups.apart(its),
                    immovability.of(server).or(() -> Groups.together(its)).or(() -> immovability.excluded(server)),
                    wanderings.of(server.id(), facts.history().moved().getOrDefault(server.id(), List.of()), now),
                    source.usage(server.id())));
        }
        return all;
    }

    /** While it migrates away, its allocation is on the destination. */
    private static Resources size(Server server) {
        Flavor flavor = server.flavor();
        SortedMap<String, Long> amounts = new TreeMap<>();
        amounts.put(flavor.pinned() ? "PCPU" : "VCPU", (long) flavor.vcpus());
        amounts.put("MEMORY_MB", flavor.memoryMib());
        amounts.put("DISK_GB", flavor.diskGib());
        return new Resources(amounts);
    }

    /** Only asked for when they can exclude anything. */
    private List<String> aggregatesOfHost(Instant now) {
        return settings.exclusions().aggregates().isEmpty() ? List.of() : inventory.aggregates(now);
    }
}
