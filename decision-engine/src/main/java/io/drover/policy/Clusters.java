package io.drover.policy;

import io.drover.model.Resources;
import io.drover.plan.Cluster;
import io.drover.plan.Plan;
import io.drover.simulation.CentralPolicy.Move;
import io.drover.simulation.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A snapshot as a planner takes it. */
final class Clusters {

    private static final String MEMORY = "MEMORY_MB";
    private static final String DISK = "DISK_GB";

    private Clusters() {}

    /**
     * A server's load is its share of its host's: on Xen less than it reports, on an overloaded host more.
     *
     * @param movable servers that may be chosen, besides those that are migrating or without a value
     */
    static Cluster of(Snapshot snapshot, Predicate<Snapshot.Server> movable) {
        SortedMap<String, Sum> sums = new TreeMap<>();
        for (Snapshot.Host host : snapshot.hosts()) sums.put(host.name(), new Sum());
        for (Snapshot.Server server : snapshot.servers())
            sums.get(server.host()).add(server);
        SortedMap<String, Double> shares = new TreeMap<>();
        List<Cluster.Host> hosts = new ArrayList<>();
        for (Snapshot.Host host : snapshot.hosts()) {
            Sum sum = sums.get(host.name());
            shares.put(host.name(), sum.use > 0 ? host.load() * host.cpus() / sum.use : 1);
            hosts.add(new Cluster.Host(host.name(), host.cpus(), room(host, MEMORY, sum), room(host, DISK, sum)));
        }
        List<Cluster.Server> servers = new ArrayList<>();
        for (Snapshot.Server server : snapshot.servers()) {
            servers.add(server(server, shares.get(server.host()), movable.test(server)));
        }
        return new Cluster("", hosts, servers);
    }

    static List<Move> moves(Plan plan) {
        return plan.moves().stream()
                .map(move -> new Move(move.server(), move.source(), move.destination()))
                .toList();
    }

    private static Cluster.Server server(Snapshot.Server server, double share, boolean movable) {
        boolean stays = !movable || server.migrating() || server.use().isEmpty();
        return new Cluster.Server(
                server.id(),
                server.host(),
                server.vcpus(),
                server.memoryMib(),
                server.resources().amount(DISK),
                server.use().orElse(0) * share,
                server.dirtyRate(),
                stays ? Optional.of("stays for now") : Optional.empty(),
                Optional.empty());
    }

    /** What its servers have and what is free; a closed host has nothing free. */
    private static long room(Snapshot.Host host, String resource, Sum sum) {
        return sum.taken.amount(resource) + (host.open() ? host.free().amount(resource) : 0);
    }

    /** Of one host's servers. */
    private static final class Sum {

        private double use;
        private Resources taken = Resources.NONE;

        private void add(Snapshot.Server server) {
            use += server.use().orElse(0) * server.vcpus();
            taken = taken.plus(server.resources());
        }
    }
}
