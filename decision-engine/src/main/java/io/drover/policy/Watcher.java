package io.drover.policy;

import io.drover.simulation.CentralPolicy.Terms;
import io.drover.simulation.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What OpenStack Watcher's strategies have in common. Sources in doc/policies.md. */
final class Watcher {

    /**
     * Ceilometer polls and Gnocchi keeps a value every 300 s; a continuous audit has no default interval, and 300 s is
     * the one of Watcher's manual; its planner begins 2 migrations together.
     */
    static final Terms TERMS = new Terms(Duration.ofSeconds(300), true, Duration.ofSeconds(300), 2);

    private Watcher() {}

    /** Its model leaves out hosts whose service is disabled, and what is on them. */
    static Snapshot available(Snapshot fleet) {
        List<Snapshot.Host> hosts =
                fleet.hosts().stream().filter(Snapshot.Host::open).toList();
        SortedSet<String> names =
                new TreeSet<>(hosts.stream().map(Snapshot.Host::name).toList());
        List<Snapshot.Server> servers = fleet.servers().stream()
                .filter(server -> names.contains(server.host()))
                .toList();
        return new Snapshot(fleet.at(), hosts, servers);
    }
}
