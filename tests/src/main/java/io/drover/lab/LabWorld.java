package io.drover.lab;

import io.drover.emulator.cloud.CloudSettings;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.EmulatedServer;
import io.drover.emulator.cloud.Host;
import io.drover.emulator.cloud.Load;
import io.drover.emulator.cloud.Topology;
import io.drover.scenario.HostSpec;
import io.drover.scenario.Scenario;
import io.drover.scenario.ServerSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** A scenario as an emulated cloud, with the servers that come and go while it runs. */
final class LabWorld {

    /** Before the start, so that load averages and metrics show what is there. */
    private static final Duration PAST = Duration.ofMinutes(30);

    private static final Duration BUSY = Duration.ofSeconds(1);
    private static final String VCPU = "VCPU";
    private static final String MEMORY = "MEMORY_MB";
    private static final String DISK = "DISK_GB";

    private final EmulatedCloud cloud;
    private final Instant start;
    private final PriorityQueue<Change> changes = new PriorityQueue<>(Comparator.comparing(Change::due));

    /** A server's arrival or removal. */
    private record Change(Duration due, ServerSpec server, boolean arrival) {}

    /**
     * @param clock shows the instant of the scenario's beginning
     * @param poll between two polls of Ceilometer
     */
    LabWorld(Scenario scenario, InstantSource clock, Duration poll) {
        this.start = clock.instant();
        this.cloud = cloud(scenario, clock, poll);
        for (ServerSpec server : scenario.servers()) {
            if (!server.arrives().isZero()) changes.add(new Change(server.arrives(), server, true));
            server.leaves().ifPresent(at -> changes.add(new Change(at, server, false)));
        }
    }

    EmulatedCloud cloud() {
        return cloud;
    }

    /** Lets come and go who is due by then. */
    void advance(Duration sinceStart) {
        while (!changes.isEmpty() && changes.peek().due().compareTo(sinceStart) <= 0) {
            Change change = changes.poll();
            if (change.arrival()) arrive(change.server());
            else leave(change.server(), sinceStart);
        }
    }

    private EmulatedCloud cloud(Scenario scenario, InstantSource clock, Duration poll) {
        CloudSettings settings = CloudSettings.defaults()
                .withBandwidthMbS(scenario.conditions().bandwidth())
                .withPoll(poll)
                .withWarmUp(PAST);
        Topology topology = Topology.on(clock).settings(settings);
        TreeMap<String, ServerSpec> shapes = new TreeMap<>();
        scenario.servers().forEach(server -> shapes.putIfAbsent(flavor(server), server));
        shapes.forEach(
                (name, server) -> topology.flavor(name, server.vcpus(), amount(server, MEMORY), amount(server, DISK)));
        for (HostSpec host : scenario.hosts()) topology.host(host.name(), spec -> describe(host, spec));
        for (ServerSpec server : scenario.servers()) {
            if (server.arrives().isZero()) topology.server(server.id(), server.host(), spec -> describe(server, spec));
        }
        return topology.build();
    }

    private static String flavor(ServerSpec server) {
        return String.format(Locale.ROOT, "lab.%d.%d.%d", server.vcpus(), amount(server, MEMORY), amount(server, DISK));
    }

    private static int amount(ServerSpec server, String resource) {
        return Math.toIntExact(server.resources().amount(resource));
    }

    private static void describe(HostSpec host, io.drover.emulator.cloud.EmulatedHostSpec spec) {
        double ratio = (double) host.capacity().amount(VCPU) / host.cpus();
        spec.pCpus(host.cpus())
                .memoryMb(Math.toIntExact(host.memoryMib()))
                .reservedMemoryMb(0)
                .diskGb(Math.toIntExact(host.capacity().amount(DISK)))
                .allocationRatios(ratio, 1)
                .zone(host.group());
    }

    private void describe(ServerSpec server, io.drover.emulator.cloud.EmulatedServerSpec spec) {
        Load load =
                at -> server.demand().at(Math.max(0, Duration.between(start, at).toNanos())) / server.vcpus();
        spec.id(server.id()).flavor(flavor(server)).load(load).dirtyMbS(server.dirtyRate());
        if (server.pinned()) spec.pinnedToZone();
    }

    /** Where Nova's RAM weigher puts it: most free memory, the first of equals; nowhere when nothing is left. */
    private void arrive(ServerSpec server) {
        Optional<String> home = cloud.inside(() -> cloud.fleet().hosts().stream()
                .filter(host -> freeMemory(host) >= server.memoryMib())
                .max(Comparator.comparingInt(this::freeMemory)
                        .thenComparing(Comparator.comparingInt(Host::number).reversed()))
                .map(Host::name));
        home.ifPresent(host -> cloud.boot(server.id(), host, spec -> describe(server, spec)));
    }

    private int freeMemory(Host host) {
        return host.capacity().memoryMb() - cloud.allocations().used(host).memoryMb();
    }

    /** A server that migrates goes when that is over, as Nova's lock on it makes it. */
    private void leave(ServerSpec server, Duration now) {
        boolean free = cloud.inside(() -> {
            EmulatedServer leaving = cloud.fleet().server(server.id());
            if (leaving == null) return true;
            if (leaving.taskState() != null) return false;
            cloud.delete(server.id());
            return true;
        });
        if (!free) changes.add(new Change(now.plus(BUSY), server, false));
    }

    /** The servers that are there at the start. */
    static List<ServerSpec> first(Scenario scenario) {
        List<ServerSpec> first = new ArrayList<>(scenario.servers());
        first.removeIf(server -> !server.arrives().isZero());
        return first;
    }
}
