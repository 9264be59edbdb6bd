package io.drover.simulation;

import io.drover.simulation.CentralPolicy.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** What a cloud's metering shows: exact means between two polls of a host, each host at moments of its own. */
final class Meters {

    private final VirtualClock clock;
    private final SimulatedFleet fleet;
    private final Terms terms;
    private final SplittableRandom random;
    private final HostMeter[] hosts;
    private final ServerMeter[] servers;

    Meters(World world, Terms terms, SplittableRandom random) {
        this.clock = world.clock();
        this.fleet = world.fleet();
        this.terms = terms;
        this.random = random;
        this.hosts = new HostMeter[fleet.hosts().size()];
        this.servers = new ServerMeter[fleet.servers().size()];
        for (int host = 0; host < hosts.length; host++) hosts[host] = new HostMeter();
        for (int server = 0; server < servers.length; server++) servers[server] = new ServerMeter();
    }

    void begin() {
        for (SimulatedHost host : fleet.hosts()) {
            long first =
                    clock.now() + (long) (random.nextDouble() * terms.metering().toNanos());
            clock.every(first, terms.metering().toNanos(), () -> poll(host));
        }
    }

    /** Counts up to now what was true, and goes on with what is. */
    void changed(SimulatedHost host) {
        settle(host);
        HostMeter meter = hosts[host.index];
        double heldBack = Math.max(1, host.normalizedLoad());
        meter.load = host.normalizedLoad();
        meter.busy = 0;
        for (SimulatedServer server : host.servers()) {
            double use = server.demand / heldBack;
            servers[server.index].rate = use;
            meter.busy += use;
        }
    }

    /** Empty until every host has been polled. */
    Optional<Snapshot> snapshot() {
        List<Snapshot.Host> seen = new ArrayList<>(hosts.length);
        for (SimulatedHost host : fleet.hosts()) {
            HostMeter meter = hosts[host.index];
            if (!meter.polled) return Optional.empty();
            seen.add(new Snapshot.Host(
                    host.name(),
                    host.spec.cpus(),
                    meter.shownBusy / host.spec.cpus(),
                    meter.shownLoad,
                    host.free(),
                    host.closed.isEmpty()));
        }
        List<Snapshot.Server> there = new ArrayList<>(servers.length);
        for (SimulatedServer server : fleet.servers()) {
            if (server.host != null) there.add(servers[server.index].seen(server));
        }
        return Optional.of(new Snapshot(clock.instant(), seen, there));
    }

    private void settle(SimulatedHost host) {
        hosts[host.index].settle(clock.now());
        for (SimulatedServer server : host.servers()) servers[server.index].settle(clock.now());
    }

    private void poll(SimulatedHost host) {
        settle(host);
        hosts[host.index].poll();
        for (SimulatedServer server : host.servers()) servers[server.index].poll(host, server, terms.counters());
    }

    private static double seconds(long nanos) {
        return nanos / (double) VirtualClock.SECOND;
    }

    /** Integrals over the time since the last poll, and what that poll showed. */
    private static final class HostMeter {

        private double load;
        private double busy;
        private double loadSeconds;
        private double busySeconds;
        private double length;
        private long at;
        private double shownLoad;
        private double shownBusy;
        private boolean polled;

        private void settle(long now) {
            double passed = seconds(now - at);
            at = now;
            length += passed;
            loadSeconds += passed * load;
            busySeconds += passed * busy;
        }

        private void poll() {
            shownLoad = length > 0 ? loadSeconds / length : load;
            shownBusy = length > 0 ? busySeconds / length : busy;
            polled = true;
            length = 0;
            loadSeconds = 0;
            busySeconds = 0;
        }
    }

    /** The same of one server, in CPUs. */
    private static final class ServerMeter {

        private double rate;
        private double usedSeconds;
        private double length;
        private long at = -1;
        private SimulatedHost polledOn;
        private OptionalDouble shown = OptionalDouble.empty();

        /** Counts from the first time that it is asked to: the server is there from then on. */
        private void settle(long now) {
            double passed = at < 0 ? 0 : seconds(now - at);
            at = now;
            length += passed;
            usedSeconds += passed * rate;
        }

        private void poll(SimulatedHost host, SimulatedServer server, boolean counters) {
            double mean = (length > 0 ? usedSeconds / length : rate) / server.spec.vcpus();
            if (!counters || polledOn == host) shown = OptionalDouble.of(mean);
            else if (polledOn != null) shown = OptionalDouble.of(0);
            polledOn = host;
            length = 0;
            usedSeconds = 0;
        }

        private Snapshot.Server seen(SimulatedServer server) {
            return new Snapshot.Server(
                    server.id(),
                    server.host.name(),
                    server.spec.vcpus(),
                    shown,
                    server.spec.memoryMib(),
                    server.spec.dirtyRate(),
                    server.spec.resources(),
                    server.moves(),
                    server.migration != null);
        }
    }
}
