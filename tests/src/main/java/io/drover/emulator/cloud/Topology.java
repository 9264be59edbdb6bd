package io.drover.emulator.cloud;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A world in three lines:
 *
 * <pre>
 * EmulatedCloud cloud = Topology.on(clock).hosts(4)
 *         .servers(6, "pm1", server -&gt; server.load(0.9))
 *         .build();
 * </pre>
 *
 * Hosts are called pm1, pm2…, servers vm-1, vm-2… unless named. Ids follow from names.
 */
public final class Topology {

    private record Group(String name, String policy, List<String> members) {}

    private record Aggregate(String name, SortedMap<String, String> metadata, List<String> hosts) {}

    private final InstantSource clock;
    private final List<EmulatedFlavor> flavors = new ArrayList<>();
    private final List<EmulatedHostSpec> hosts = new ArrayList<>();
    private final List<EmulatedServerSpec> servers = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final List<Aggregate> aggregates = new ArrayList<>();
    private CloudSettings settings = CloudSettings.defaults();

    private Topology(InstantSource clock) {
        this.clock = clock;
        flavor("m1.tiny", 1, 256, 1);
        flavor("m1.small", 2, 512, 1);
        flavor("m1.big", 4, 2048, 1);
    }

    public static Topology on(InstantSource clock) {
        return new Topology(clock);
    }

    public Topology settings(CloudSettings other) {
        settings = other;
        return this;
    }

    /** Besides m1.tiny (1 vCPU, 256 MiB), m1.small (2, 512) and m1.big (4, 2048). */
    public Topology flavor(String name, int vcpus, int memoryMb, int diskGb) {
        flavors.add(new EmulatedFlavor(flavors.size() + 1, name, new EmulatedResources(vcpus, memoryMb, diskGb)));
        return this;
    }

    public Topology host(String name, Consumer<EmulatedHostSpec> details) {
        EmulatedHostSpec spec = new EmulatedHostSpec(name);
        details.accept(spec);
        hosts.add(spec);
        return this;
    }

    public Topology hosts(int count) {
        return hosts(count, spec -> {});
    }

    public Topology hosts(int count, Consumer<EmulatedHostSpec> details) {
        for (int i = 0; i < count; i++) {
            host("pm" + (hosts.size() + 1), details);
        }
        return this;
    }

    public Topology server(String name, String host, Consumer<EmulatedServerSpec> details) {
        EmulatedServerSpec spec = new EmulatedServerSpec(name, host);
        details.accept(spec);
        servers.add(spec);
        return this;
    }

    public Topology server(String name, String host) {
        return server(name, host, spec -> {});
    }

    public Topology servers(int count, String host, Consumer<EmulatedServerSpec> details) {
        for (int i = 0; i < count; i++) {
            server("vm-" + (servers.size() + 1), host, details);
        }
        return this;
    }

    /** {@code policy} is affinity, anti-affinity, soft-affinity or soft-anti-affinity; members are servers' names. */
    public Topology group(String name, String policy, String... members) {
        groups.add(new Group(name, policy, List.of(members)));
        return this;
    }

    public Topology aggregate(String name, SortedMap<String, String> metadata, String... hostNames) {
        aggregates.add(new Aggregate(name, new TreeMap<>(metadata), List.of(hostNames)));
        return this;
    }

    public EmulatedCloud build() {
        Instant start = clock.instant().minus(settings.warmUp());
        EmulatedCloud cloud = new EmulatedCloud(clock, settings, start);
        flavors.forEach(cloud.fleet()::add);
        hosts.forEach(cloud::create);
        servers.forEach(cloud::create);
        for (Group group : groups) {
            List<String> members = group.members().stream()
                    .map(name -> cloud.fleet().serverNamed(name).id())
                    .toList();
            String id = Identity.uuid("group", group.name());
            cloud.fleet().add(new EmulatedGroup(id, group.name(), group.policy(), Identity.PROJECT_ID, members));
        }
        for (Aggregate aggregate : aggregates) {
            int id = cloud.fleet().aggregates().size() + 1;
            String uuid = Identity.uuid("aggregate", id);
            cloud.fleet()
                    .add(new EmulatedAggregate(
                            id, uuid, aggregate.name(), aggregate.hosts(), aggregate.metadata(), start));
        }
        cloud.start();
        return cloud;
    }
}
