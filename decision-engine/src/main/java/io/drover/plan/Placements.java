package io.drover.plan;

import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.Thresholds;
import io.drover.strategy.FleetLoads;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Where every server is while a plan is made, by index. */
final class Placements {

    final Cluster.Host[] hosts;
    final Cluster.Server[] servers;
    final FleetLoads fleet;
    final int[] cpus;
    final String[] hostIds;
    final String[] serverIds;
    final double[] loads;

    private final SortedMap<String, SortedSet<String>> apart;
    private final int[] where;
    private final boolean[] moved;
    private final long[] freeMemory;
    private final long[] freeDisk;

    Placements(Cluster cluster) {
        hosts = cluster.hosts().toArray(Cluster.Host[]::new);
        servers = cluster.servers().toArray(Cluster.Server[]::new);
        cpus = IntStream.range(0, hosts.length).map(h -> hosts[h].vcpus()).toArray();
        hostIds = cluster.hosts().stream().map(Cluster.Host::id).toArray(String[]::new);
        serverIds = cluster.servers().stream().map(Cluster.Server::id).toArray(String[]::new);
        loads = cluster.servers().stream().mapToDouble(Cluster.Server::load).toArray();
        where = new int[servers.length];
        moved = new boolean[servers.length];
        freeMemory = new long[hosts.length];
        freeDisk = new long[hosts.length];
        apart = cluster.apart();
        fleet = new FleetLoads(placed());
    }

    private double[] placed() {
        SortedMap<String, Integer> index = new TreeMap<>();
        for (int host = 0; host < hosts.length; host++) {
            index.put(hostIds[host], host);
            freeMemory[host] = hosts[host].memoryMib();
            freeDisk[host] = hosts[host].diskGib();
        }
        double[] normalized = new double[hosts.length];
        for (int server = 0; server < servers.length; server++) {
            int host = index.get(servers[server].host());
            where[server] = host;
            normalized[host] += loads[server] / cpus[host];
            freeMemory[host] -= servers[server].memoryMib();
            freeDisk[host] -= servers[server].diskGib();
        }
        return normalized;
    }

    double load(int host) {
        return fleet.load(host);
    }

    int hostOf(int server) {
        return where[server];
    }

    boolean moved(int server) {
        return moved[server];
    }

    int[] serversOn(int host) {
        return IntStream.range(0, servers.length).filter(s -> where[s] == host).toArray();
    }

    boolean fits(int server, int host) {
        return servers[server].memoryMib() <= freeMemory[host] && servers[server].diskGib() <= freeDisk[host];
    }

    Resources free(int host) {
        return Resources.of(0, freeMemory[host], freeDisk[host]);
    }

    Resources needs(int server) {
        return Resources.of(0, servers[server].memoryMib(), servers[server].diskGib());
    }

    /** Whether Nova never lets the server go there. */
    boolean elsewhere(int server, int host) {
        Optional<String> pinned = servers[server].zone();
        Optional<String> there = hosts[host].zone();
        return pinned.isPresent() && there.isPresent() && !pinned.equals(there);
    }

    /** Why the server should not come there though it fits; empty: it may. */
    Optional<String> apart(int server, int host) {
        for (var group : apart.entrySet()) {
            if (!group.getValue().contains(serverIds[server])) continue;
            for (int other : serversOn(host)) {
                if (group.getValue().contains(serverIds[other])) {
                    return Optional.of(
                            "a member of its anti-affinity group " + group.getKey() + " is on " + hostIds[host]);
                }
            }
        }
        return Optional.empty();
    }

    /** As its host would offer it. */
    ServerInfo info(int server) {
        Cluster.Server its = servers[server];
        return new ServerInfo(
                its.id(),
                its.vcpus(),
                its.load(),
                its.load(),
                its.memoryMib(),
                its.dirtyRate(),
                needs(server),
                List.of());
    }

    void move(int server, int destination) {
        int source = where[server];
        double sourceLoad = Math.max(0, load(source) - loads[server] / cpus[source]);
        fleet.move(source, sourceLoad, destination, load(destination) + loads[server] / cpus[destination]);
        freeMemory[source] += servers[server].memoryMib();
        freeDisk[source] += servers[server].diskGib();
        freeMemory[destination] -= servers[server].memoryMib();
        freeDisk[destination] -= servers[server].diskGib();
        where[server] = destination;
        moved[server] = true;
    }

    /** Of the hosts not done, the one with the highest load; -1: none is left. */
    int hottest(boolean[] done) {
        return extreme(done, 1);
    }

    int coldest(boolean[] done) {
        return extreme(done, -1);
    }

    private int extreme(boolean[] done, int sign) {
        int found = -1;
        for (int host = 0; host < hosts.length; host++) {
            if (!done[host] && (found < 0 || sign * load(host) > sign * load(found))) found = host;
        }
        return found;
    }

    Plan.Balance balance(Thresholds thresholds) {
        double mean = fleet.mean();
        double squares = 0;
        double highest = 0;
        int hot = 0;
        for (int host = 0; host < hosts.length; host++) {
            squares += (load(host) - mean) * (load(host) - mean);
            highest = Math.max(highest, load(host));
            if (thresholds.hot(load(host))) hot++;
        }
        double deviation = hosts.length == 0 ? 0 : StrictMath.sqrt(squares / hosts.length);
        return new Plan.Balance(fleet.performance(), deviation, highest, hot);
    }
}
