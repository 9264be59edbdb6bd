package io.drover.policy;

import io.drover.model.Resources;
import io.drover.scenario.HostSpec;
import io.drover.scenario.HypervisorKind;
import io.drover.scenario.Scenario;
import io.drover.scenario.ServerSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Where servers would begin if somebody knew the whole run: a local search, by moves and exchanges, for the placement
 * that leaves hosts hot for the shortest time though nothing moves. What Nova's scheduler places is left to it.
 */
final class Foresight {

    /** Of a change, in host-seconds: less is rounding. */
    private static final double LEAST_GAIN = 1e-6;

    private static final int CHANGES_PER_SERVER = 4;

    private final Scenario scenario;
    private final List<HostSpec> hosts;
    private final List<ServerSpec> servers;
    private final double push;
    private final double[] seconds;
    private final double[][] serverLoads;
    private final double[][] hostLoads;
    private final double[] costs;
    private final Resources[] free;
    private final int[] homes;

    private Foresight(Scenario scenario) {
        this.scenario = scenario;
        this.hosts = scenario.hosts();
        this.servers = scenario.servers().stream()
                .filter(server -> !server.host().isEmpty())
                .toList();
        this.push = scenario.settings().strategy().thresholds().push();
        long[] turns = turns();
        this.seconds = lengths(turns);
        this.serverLoads = servers.stream().map(server -> loads(server, turns)).toArray(double[][]::new);
        this.hostLoads = new double[hosts.size()][turns.length];
        this.costs = new double[hosts.size()];
        this.free = hosts.stream().map(HostSpec::capacity).toArray(Resources[]::new);
        this.homes = new int[servers.size()];
        Map<String, Integer> index = new TreeMap<>();
        for (HostSpec host : hosts) index.put(host.name(), index.size());
        for (int server = 0; server < homes.length; server++) {
            add(server, index.get(servers.get(server).host()));
        }
    }

    /** The same scenario, begun with its servers where they do best. */
    static Scenario begun(Scenario scenario) {
        Foresight search = new Foresight(scenario);
        search.spread();
        for (int left = CHANGES_PER_SERVER * search.homes.length; left > 0 && search.improve(); left--) {}
        Map<String, String> homes = new TreeMap<>();
        for (int server = 0; server < search.homes.length; server++) {
            homes.put(
                    search.servers.get(server).id(),
                    search.hosts.get(search.homes[server]).name());
        }
        return scenario.begunAt(homes);
    }

    /** Nanoseconds at which a load changes. */
    private long[] turns() {
        long end = scenario.duration().toNanos();
        NavigableSet<Long> turns = new TreeSet<>(List.of(0L));
        for (ServerSpec server : servers) {
            turns.add(server.arrives().toNanos());
            server.leaves().ifPresent(at -> turns.add(at.toNanos()));
            for (long at = 0; at < end; at = server.demand().changeAfter(at)) turns.add(at);
        }
        return turns.headSet(end).stream().mapToLong(Long::longValue).toArray();
    }

    private double[] lengths(long[] turns) {
        double[] lengths = new double[turns.length];
        for (int i = 0; i < turns.length; i++) {
            long until =
                    i + 1 < turns.length ? turns[i + 1] : scenario.duration().toNanos();
            lengths[i] = (until - turns[i]) / 1e9;
        }
        return lengths;
    }

    /** Of its host, from each turn on. */
    private double[] loads(ServerSpec server, long[] turns) {
        HypervisorKind hypervisor = scenario.conditions().hypervisor();
        long from = server.arrives().toNanos();
        long until = server.leaves().map(at -> at.toNanos()).orElse(Long.MAX_VALUE);
        double[] loads = new double[turns.length];
        for (int i = 0; i < turns.length; i++) {
            boolean there = turns[i] >= from && turns[i] < until;
            if (there) loads[i] = hypervisor.hostLoad(server.demand().at(turns[i]));
        }
        return loads;
    }

    /** The busiest server first, each to the host where the mean load of those before is least. */
    private void spread() {
        double[] busy = new double[hosts.size()];
        List<Integer> busiestFirst = IntStream.range(0, homes.length)
                .boxed()
                .sorted(Comparator.comparingDouble(server -> -cpuSeconds(server)))
                .toList();
        for (int server : busiestFirst) {
            int best = homes[server];
            for (int host = 0; host < busy.length; host++) {
                if (busy[host] < busy[best] && admits(host, server, free[host])) best = host;
            }
            move(server, best);
            busy[best] += cpuSeconds(server) / hosts.get(best).cpus();
        }
    }

    private double cpuSeconds(int server) {
        double sum = 0;
        for (int i = 0; i < seconds.length; i++) sum += serverLoads[server][i] * seconds[i];
        return sum;
    }

    /** Makes one change that relieves the hottest host that can be relieved. */
    private boolean improve() {
        int[] hottestFirst = IntStream.range(0, costs.length)
                .filter(host -> costs[host] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(host -> -costs[host]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int host : hottestFirst) {
            if (relieve(host)) return true;
        }
        return false;
    }

    private boolean relieve(int source) {
        double best = LEAST_GAIN;
        Runnable change = null;
        for (int server = 0; server < homes.length; server++) {
            if (homes[server] != source) continue;
            int leaving = server;
            for (int host = 0; host < costs.length; host++) {
                if (host == source || !admits(host, server, free[host])) continue;
                double gain = gain(source, server, host, -1);
                if (gain <= best) continue;
                best = gain;
                int destination = host;
                change = () -> move(leaving, destination);
            }
            for (int other = 0; other < homes.length; other++) {
                int host = homes[other];
                if (host == source || !exchangeable(server, other)) continue;
                double gain = gain(source, server, host, other);
                if (gain <= best) continue;
                best = gain;
                int coming = other;
                change = () -> exchange(leaving, coming);
            }
        }
        if (change != null) change.run();
        return change != null;
    }

    private boolean exchangeable(int one, int other) {
        Resources first = servers.get(one).resources();
        Resources second = servers.get(other).resources();
        return admits(homes[other], one, free[homes[other]].plus(second))
                && admits(homes[one], other, free[homes[one]].plus(first));
    }

    private boolean admits(int host, int server, Resources room) {
        ServerSpec spec = servers.get(server);
        boolean zone = !spec.pinned()
                || hosts.get(host).group().equals(hosts.get(homes[server]).group());
        return zone && spec.resources().fitIn(room);
    }

    /**
     * @param back the server that comes for it; negative: none
     */
    private double gain(int source, int server, int destination, int back) {
        double before = costs[source] + costs[destination];
        double after = cost(source, back, server);
        return after >= before ? 0 : before - after - cost(destination, server, back);
    }

    private void exchange(int one, int other) {
        int home = homes[one];
        move(one, homes[other]);
        move(other, home);
    }

    private void move(int server, int destination) {
        int source = homes[server];
        for (int i = 0; i < seconds.length; i++) hostLoads[source][i] -= serverLoads[server][i];
        free[source] = free[source].plus(servers.get(server).resources());
        costs[source] = cost(source, -1, -1);
        add(server, destination);
    }

    private void add(int server, int host) {
        homes[server] = host;
        for (int i = 0; i < seconds.length; i++) hostLoads[host][i] += serverLoads[server][i];
        free[host] = free[host].minus(servers.get(server).resources());
        costs[host] = cost(host, -1, -1);
    }

    /**
     * Seconds for which the host is hot, each the longer the further it is above the threshold.
     *
     * @param more a server that it has besides, {@code fewer} one that it has not; negative: none
     */
    private double cost(int host, int more, int fewer) {
        double cost = 0;
        double cpus = hosts.get(host).cpus();
        for (int i = 0; i < seconds.length; i++) {
            double load = hostLoads[host][i];
            if (more >= 0) load += serverLoads[more][i];
            if (fewer >= 0) load -= serverLoads[fewer][i];
            double excess = load / cpus - push;
            if (excess >= 0) cost += seconds[i] * (1 + excess);
        }
        return cost;
    }
}
