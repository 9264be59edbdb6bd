package io.drover.telemetry;

import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.Resources;
import io.drover.model.ServerObservation;
import io.drover.openstack.CloudException;
import io.drover.openstack.Flavor;
import io.drover.openstack.GnocchiClient;
import io.drover.openstack.HostAggregate;
import io.drover.openstack.Hypervisor;
import io.drover.openstack.Migration;
import io.drover.openstack.MigrationFilter;
import io.drover.openstack.NovaClient;
import io.drover.openstack.PlacementClient;
import io.drover.openstack.Server;
import io.drover.openstack.ServerGroup;
import io.drover.openstack.Service;
import io.drover.prometheus.PrometheusClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One round of questions about this host, and what is remembered from the rounds before. Not thread-safe. */
final class Round {

    private static final Duration HYPERVISOR = Duration.ofMinutes(10);
    private static final Duration AGGREGATES = Duration.ofMinutes(5);

    /** What is in progress is among the newest; a limit by time would hide what was only just asked for. */
    private static final int HOSTS_MIGRATIONS = 100;

    private static final int FLEETS_MIGRATIONS = 500;

    /** Eight times what Linux can be built for. */
    private static final int MOST_CPUS = 1 << 16;

    private final String host;
    private final TelemetrySettings settings;
    private final InstantSource clock;
    private final NovaClient nova;
    private final ProcFiles proc;
    private final HostRoom room;
    private final Groups groups;
    private final UnderWay underWay;
    private final ServerLoads serverLoads;
    private final GnocchiHostLoad gnocchiLoad;
    private final Optional<PrometheusHostLoad> prometheusLoad;
    private final LoadGauge gauge;
    private final DirtyRates dirtyRates;
    private final List<DirtyRateSource> measuredDirtyRates;
    private final Cached<Hypervisor> hypervisor = new Cached<>(HYPERVISOR);
    private final Cached<List<String>> aggregates = new Cached<>(AGGREGATES);

    Round(
            String host,
            TelemetrySettings settings,
            InstantSource clock,
            Clouds clouds,
            DirtyRates dirtyRates,
            ProcFiles proc) {
        this.host = host;
        this.settings = settings;
        this.clock = clock;
        this.nova = clouds.nova();
        this.proc = proc;
        this.room = new HostRoom(clouds.placement());
        this.groups = new Groups(nova);
        this.underWay = new UnderWay(nova);
        Optional<PrometheusLoads> prometheus = PrometheusLoads.of(clouds.prometheus(), host, settings);
        this.serverLoads = switch (settings.serverLoadSource()) {
            case GNOCCHI -> new GnocchiServerLoads(clouds.gnocchi(), settings);
            case DIAGNOSTICS -> new DiagnosticsServerLoads(nova, clock);
            case PROMETHEUS -> prometheus.orElseThrow().servers();
        };
        this.prometheusLoad = prometheus.map(PrometheusLoads::host);
        this.gnocchiLoad = new GnocchiHostLoad(clouds.gnocchi(), settings.hostMetric());
        this.gauge = new LoadGauge(settings.loadMinutes());
        this.dirtyRates = dirtyRates;
        this.measuredDirtyRates = DirtyRateSource.of(clouds.gnocchi(), settings);
    }

    /** The services that are asked. */
    record Clouds(
            NovaClient nova, PlacementClient placement, GnocchiClient gnocchi, Optional<PrometheusClient> prometheus) {}

    /**
     * A load, or why there is none.
     *
     * @param problem empty: it is sound
     */
    private record HostLoadFound(Optional<Reading> load, Optional<String> problem) {

        static HostLoadFound none(String problem) {
            return new HostLoadFound(Optional.empty(), Optional.of(problem));
        }
    }

    /**
     * @throws CloudException when the cloud does not tell what must be known
     */
    HostObservation observe(Instant now) {
        Hypervisor own = hypervisor.get(now, this::find);
        Instant asked = clock.instant();
        Hypervisor shown = shown(own);
        HostRoom.Room held = room.of(own.id(), now);
        int cpus = cpus(own, held.capacity());
        List<Server> servers = nova.servers(host);
        MigrationHistory history = MigrationHistory.of(
                underWay.of(nova.newestMigrations(MigrationFilter.LIVE.ofHost(host), HOSTS_MIGRATIONS), now));
        List<Server> active = servers.stream().filter(Server::active).toList();
        Map<String, Reading> loads = serverLoads.of(active, now);
        Optional<String> unheard =
                active.stream().allMatch(s -> fresh(loads.get(s.id()), now).isPresent())
                        ? Optional.empty()
                        : serverLoads.problem();
        HostLoadFound found = checked(load(shown, asked, cpus, active, loads, now), cpus, now);
        return new HostObservation(
                found.load().map(Reading::at).orElse(asked),
                cpus,
                value(found.load()),
                usage(own, held.capacity()),
                held.free(),
                closed(shown),
                observed(servers, loads, held, history, now),
                history.inProgress(),
                fleet(now),
                found.problem().or(() -> unheard));
    }

    private Hypervisor find() {
        return nova.hypervisorOf(host)
                .orElseThrow(() -> CloudException.unusable(Service.NOVA, "Nova knows no hypervisor on host " + host));
    }

    private Hypervisor shown(Hypervisor own) {
        try {
            return nova.hypervisor(own.id());
        } catch (CloudException.NotFound replaced) {
            hypervisor.forget();
            throw replaced;
        }
    }

    private int cpus(Hypervisor own, Capacity capacity) {
        if (settings.cpus() > 0) return settings.cpus();
        if (capacity.cpus() > 0) return capacity.cpus(); // Nova's number leaves out dedicated CPUs
        return (int) Math.min(Integer.MAX_VALUE, own.vcpus().orElse(0));
    }

    private static Optional<String> closed(Hypervisor shown) {
        if (!shown.up()) return Optional.of("host down");
        if (shown.enabled()) return Optional.empty();
        return Optional.of(
                "service disabled" + shown.disabledReason().map(r -> ": " + r).orElse(""));
    }

    private HostLoadFound load(
            Hypervisor shown, Instant asked, int cpus, List<Server> active, Map<String, Reading> loads, Instant now) {
        return switch (settings.hostLoadSource()) {
            case NOVA ->
                gauged(shown.uptime().flatMap(LoadAverages::ofUptime), asked, "Nova tells no uptime of host " + host);
            case PROC -> gauged(proc.loadAverages(), clock.instant(), "/proc/loadavg cannot be read");
            case GNOCCHI ->
                gnocchiLoad
                        .of(shown, cpus, now)
                        .map(reading -> new HostLoadFound(Optional.of(reading), Optional.empty()))
                        .orElseGet(() -> HostLoadFound.none(
                                "Gnocchi has no newer " + settings.hostMetric() + " of host " + host));
            case PROMETHEUS -> scraped(prometheusLoad.orElseThrow(), now);
            case SERVERS -> sum(active, loads, asked);
        };
    }

    private static HostLoadFound scraped(PrometheusHostLoad source, Instant now) {
        Optional<Reading> load = source.of(now);
        return new HostLoadFound(load, source.problem());
    }

    private HostLoadFound gauged(Optional<LoadAverages> averages, Instant at, String otherwise) {
        if (averages.isEmpty()) return HostLoadFound.none(otherwise);
        return gauge.next(averages.get(), at)
                .map(reading -> new HostLoadFound(Optional.of(reading), Optional.empty()))
                .orElseGet(() -> HostLoadFound.none("the load takes a second sample"));
    }

    /** As old as the oldest of them. */
    private HostLoadFound sum(List<Server> active, Map<String, Reading> loads, Instant asked) {
        double sum = 0;
        Instant at = asked;
        for (Server server : active) {
            Optional<Reading> load = fresh(loads.get(server.id()), asked);
            if (load.isEmpty()) {
                String rateless = "server " + server.id() + " has no valid CPU rate";
                return HostLoadFound.none(serverLoads.problem().orElse(rateless));
            }
            sum += load.get().value();
            if (load.get().at().isBefore(at)) at = load.get().at();
        }
        return new HostLoadFound(Optional.of(new Reading(sum, at)), Optional.empty());
    }

    private static HostLoadFound checked(HostLoadFound found, int cpus, Instant now) {
        if (cpus <= 0) return HostLoadFound.none("neither Nova nor Placement tells this host's CPUs");
        if (cpus > MOST_CPUS) return HostLoadFound.none("the number of this host's CPUs is absurd: " + cpus);
        return found.load()
                .flatMap(load -> Plausibility.complaint(load, cpus, now))
                .map(HostLoadFound::none)
                .orElse(found);
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

    private HostUsage usage(Hypervisor own, Capacity capacity) {
        if (settings.hostLoadSource() == HostLoadSource.PROC && proc.isOn(own.name())) return proc.usage();
        if (settings.hostLoadSource() == HostLoadSource.PROMETHEUS) {
            return prometheusLoad.orElseThrow().usage(capacity);
        }
        return new HostUsage(capacity.memoryMib() == 0 ? null : capacity.memoryMib(), null, null, null);
    }

    private OptionalInt fleet(Instant now) {
        if (!settings.countFleet()) return OptionalInt.empty();
        List<Migration> newest = underWay.of(nova.newestMigrations(MigrationFilter.LIVE, FLEETS_MIGRATIONS), now);
        return OptionalInt.of(
                (int) newest.stream().filter(migration -> !migration.ended()).count());
    }

    private List<ServerObservation> observed(
            List<Server> servers,
            Map<String, Reading> loads,
            HostRoom.Room held,
            MigrationHistory history,
            Instant now) {
        groups.keep(servers.stream().map(Server::id).collect(Collectors.toSet()));
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
                    held.allocations().getOrDefault(server.id(), size(server)),
                    Groups.apart(its),
                    immovability.of(server).or(() -> Groups.together(its)),
                    Optional.ofNullable(history.lastMoved().get(server.id()))));
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
        if (settings.exclusions().aggregates().isEmpty()) return List.of();
        return aggregates.get(
                now,
                () -> nova.aggregates().stream()
                        .filter(aggregate -> aggregate.hosts().contains(host))
                        .map(HostAggregate::name)
                        .toList());
    }
}
