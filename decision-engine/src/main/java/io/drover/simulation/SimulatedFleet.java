package io.drover.simulation;

import io.drover.model.Resources;
import io.drover.scenario.Demand;
import io.drover.scenario.HostSpec;
import io.drover.scenario.Scenario;
import io.drover.scenario.ServerSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What is true of all hosts and servers. A change here is told by {@code changed} alone. */
final class SimulatedFleet {

    private final VirtualClock clock;
    private final Consumer<SimulatedHost> changed;
    private final List<SimulatedHost> hosts = new ArrayList<>();
    private final List<SimulatedServer> servers = new ArrayList<>();
    private final Map<String, SimulatedHost> hostsByName = new LinkedHashMap<>();
    private final Map<String, SimulatedServer> serversById = new LinkedHashMap<>();

    /** Whose demand changes when: a recording's rows change together. */
    private final SortedMap<Long, List<SimulatedServer>> turns = new TreeMap<>();

    /**
     * @param changed hears of each host whose load may have changed, once the run has begun
     */
    SimulatedFleet(Scenario scenario, VirtualClock clock, SplittableRandom random, Consumer<SimulatedHost> changed) {
        this.clock = clock;
        this.changed = changed;
        for (HostSpec spec : scenario.hosts()) {
            SimulatedHost host = new SimulatedHost(spec, hosts.size(), scenario, random.split());
            hosts.add(host);
            hostsByName.put(spec.name(), host);
        }
        for (ServerSpec spec : scenario.servers()) {
            SimulatedServer server = new SimulatedServer(spec, servers.size());
            servers.add(server);
            serversById.put(spec.id(), server);
            if (spec.thereAtStart()) settle(server, home(spec).orElseThrow(() -> homeless(spec)));
        }
        for (SimulatedHost host : hosts) host.boot();
    }

    List<SimulatedHost> hosts() {
        return hosts;
    }

    List<SimulatedServer> servers() {
        return servers;
    }

    SimulatedHost host(String name) {
        return hostsByName.get(name);
    }

    SimulatedServer server(String id) {
        return serversById.get(id);
    }

    /** Schedules all arrivals, departures and changes of demand. */
    void begin() {
        for (SimulatedServer server : servers) {
            if (server.spec.thereAtStart()) follow(server);
            else clock.at(server.spec.arrives().toNanos(), () -> arrive(server));
            server.spec.leaves().ifPresent(at -> clock.at(at.toNanos(), () -> leave(server)));
        }
    }

    /** Its claim on {@code destination} is there already; the one on its old host is released. */
    void move(SimulatedServer server, SimulatedHost destination) {
        SimulatedHost source = server.host;
        source.remove(server, clock.now());
        source.release(server.spec.resources());
        server.host = destination;
        server.moved(clock.instant());
        destination.add(server, clock.now());
        changed.accept(source);
        changed.accept(destination);
    }

    SortedMap<String, String> placements() {
        SortedMap<String, String> placements = new TreeMap<>();
        for (SimulatedServer server : servers) {
            if (server.host != null) placements.put(server.id(), server.host.name());
        }
        return placements;
    }

    private void arrive(SimulatedServer server) {
        Optional<SimulatedHost> home = home(server.spec);
        if (home.isEmpty()) return;
        settle(server, home.get());
        changed.accept(server.host);
        follow(server);
    }

    /** A server that migrates is deleted when that is over, as Nova's lock on it makes it. */
    private void leave(SimulatedServer server) {
        if (server.host == null) return;
        if (server.migration != null) {
            clock.after(VirtualClock.SECOND, () -> leave(server));
            return;
        }
        SimulatedHost host = server.host;
        host.remove(server, clock.now());
        host.release(server.spec.resources());
        server.host = null;
        changed.accept(host);
    }

    private void settle(SimulatedServer server, SimulatedHost host) {
        server.demand = server.spec.demand().at(clock.now());
        server.host = host;
        host.claim(server.spec.resources());
        host.add(server, clock.now());
    }

    private void follow(SimulatedServer server) {
        long next = server.spec.demand().changeAfter(clock.now());
        if (next == Demand.NEVER) return;
        List<SimulatedServer> turning = turns.get(next);
        if (turning == null) {
            turning = new ArrayList<>();
            turns.put(next, turning);
            clock.at(next, () -> turn(next));
        }
        turning.add(server);
    }

    private void turn(long at) {
        for (SimulatedServer server : turns.remove(at)) turn(server);
    }

    private void turn(SimulatedServer server) {
        if (server.host == null) return;
        server.host.turn(server, server.spec.demand().at(clock.now()), clock.now());
        changed.accept(server.host);
        follow(server);
    }

    /** The host that is named, or as Nova's RAM weigher ranks them: most free memory, the first of equals. */
    private Optional<SimulatedHost> home(ServerSpec spec) {
        if (!spec.host().isEmpty()) return Optional.ofNullable(hostsByName.get(spec.host()));
        SimulatedHost best = null;
        for (SimulatedHost host : hosts) {
            if (host.closed.isPresent() || !spec.resources().fitIn(host.free())) continue;
            if (best == null || memory(host.free()) > memory(best.free())) best = host;
        }
        return Optional.ofNullable(best);
    }

    private static long memory(Resources resources) {
        return resources.amount("MEMORY_MB");
    }

    private static IllegalArgumentException homeless(ServerSpec spec) {
        return new IllegalArgumentException("no host has room for server " + spec.id());
    }
}
