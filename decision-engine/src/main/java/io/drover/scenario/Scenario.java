package io.drover.scenario;

import io.drover.model.AuctionScope;
import io.drover.model.Decimal;
import io.drover.model.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that one run depends on, besides the engine.
 *
 * @param settings of every agent, but for host and group
 * @param incidents in any order
 * @param command the command line that runs it again
 */
public record Scenario(
        List<HostSpec> hosts,
        List<ServerSpec> servers,
        Settings settings,
        Conditions conditions,
        Faults faults,
        List<Incident> incidents,
        Duration duration,
        long seed,
        String command) {

    public Scenario {
        hosts = List.copyOf(hosts);
        servers = List.copyOf(servers);
        incidents = List.copyOf(incidents);
        if (hosts.isEmpty()) throw new IllegalArgumentException("a scenario has at least 1 host");
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("a scenario lasts longer than " + duration.toSeconds() + " s");
        }
        checkDistinct("host", hosts.stream().map(HostSpec::name).toList());
        checkDistinct("server", servers.stream().map(ServerSpec::id).toList());
        checkKnown(hosts, servers, incidents);
    }

    public static Builder with(Settings settings) {
        return new Builder(settings);
    }

    /** The same with other settings. */
    public Scenario under(Settings other) {
        return new Scenario(hosts, servers, other, conditions, faults, incidents, duration, seed, command);
    }

    /** The same with auctions of another scope. */
    public Scenario inviting(AuctionScope scope) {
        String flag = " --auction-scope " + scope.text();
        return new Scenario(
                hosts,
                servers,
                settings.inviting(scope),
                conditions,
                faults,
                incidents,
                duration,
                seed,
                command + flag);
    }

    /**
     * The same with a migration link of each host's own.
     *
     * @param bandwidth MB/s
     */
    public Scenario unshared(double bandwidth) {
        String flag = " --link " + Decimal.shortest(bandwidth);
        return new Scenario(
                hosts,
                servers,
                settings,
                conditions.unshared(bandwidth),
                faults,
                incidents,
                duration,
                seed,
                command + flag);
    }

    /**
     * The same with its hosts in so many auction groups, in turn.
     *
     * @param groups at least 1
     */
    public Scenario grouped(int groups) {
        List<HostSpec> grouped = new ArrayList<>();
        for (HostSpec host : hosts) grouped.add(host.in("group-" + (1 + grouped.size() % groups)));
        return new Scenario(
                grouped,
                servers,
                settings,
                conditions,
                faults,
                incidents,
                duration,
                seed,
                command + " --groups " + groups);
    }

    /** The same with servers that Nova lets go to no host of another group. */
    public Scenario pinned() {
        return new Scenario(
                hosts,
                servers.stream().map(server -> server.pinned(true)).toList(),
                settings,
                conditions,
                faults,
                incidents,
                duration,
                seed,
                command + " --pinned");
    }

    /**
     * The same with servers that start elsewhere.
     *
     * @param homes hosts by server; who is not in it starts where it did
     */
    public Scenario begunAt(Map<String, String> homes) {
        List<ServerSpec> moved = servers.stream()
                .map(server -> server.startingOn(homes.getOrDefault(server.id(), server.host())))
                .toList();
        return new Scenario(hosts, moved, settings, conditions, faults, incidents, duration, seed, command);
    }

    /** The same, where this happens as well. */
    public Scenario happening(Incident incident) {
        List<Incident> more = new ArrayList<>(incidents);
        more.add(incident);
        String line = incident instanceof Incident.Drain drain ? command + drain.flag(duration) : command;
        return new Scenario(hosts, servers, settings, conditions, faults, more, duration, seed, line);
    }

    /** When the last fault, incident or change of load is over. */
    public Duration calmFrom() {
        long calm = faults.until().toNanos();
        for (Incident incident : incidents)
            calm = Math.max(calm, incident.until().toNanos());
        for (ServerSpec server : servers) {
            calm = Math.max(calm, server.arrives().toNanos());
            if (server.leaves().isPresent())
                calm = Math.max(calm, server.leaves().get().toNanos());
            long change = 0;
            while (change != Demand.NEVER && change < duration.toNanos()) {
                calm = Math.max(calm, change);
                change = server.demand().changeAfter(change);
            }
        }
        return Duration.ofNanos(calm);
    }

    private static void checkDistinct(String what, List<String> names) {
        Set<String> seen = new LinkedHashSet<>();
        for (String name : names) {
            if (!seen.add(name)) throw new IllegalArgumentException("there are two " + what + "s " + name);
        }
    }

    private static void checkKnown(List<HostSpec> hosts, List<ServerSpec> servers, List<Incident> incidents) {
        Set<String> names = new LinkedHashSet<>();
        for (HostSpec host : hosts) names.add(host.name());
        for (ServerSpec server : servers) {
            if (!server.host().isEmpty()) checkKnown(names, server.host());
        }
        for (Incident incident : incidents) {
            if (incident instanceof Incident.Crash crash) checkKnown(names, crash.host());
            if (incident instanceof Incident.Closure closure) checkKnown(names, closure.host());
            if (incident instanceof Incident.Drain drain) checkKnown(names, drain.host());
            if (incident instanceof Incident.Partition partition)
                partition.hosts().forEach(h -> checkKnown(names, h));
            if (incident instanceof Incident.Outage outage) outage.hosts().forEach(h -> checkKnown(names, h));
        }
    }

    private static void checkKnown(Set<String> names, String name) {
        if (!names.contains(name)) throw new IllegalArgumentException("there is no host " + name);
    }

    /** Starts with no hosts, no faults, {@link Conditions#TESTBED}, one hour and seed 1. */
    public static final class Builder {

        private final Settings settings;
        private final List<HostSpec> hosts = new ArrayList<>();
        private final List<ServerSpec> servers = new ArrayList<>();
        private final List<Incident> incidents = new ArrayList<>();
        private Conditions conditions = Conditions.TESTBED;
        private Faults faults = Faults.NONE;
        private Duration duration = Duration.ofHours(1);
        private long seed = 1;
        private String command = "(a scenario without a command line)";

        private Builder(Settings settings) {
            this.settings = settings;
        }

        public Builder host(HostSpec host) {
            hosts.add(host);
            return this;
        }

        public Builder server(ServerSpec server) {
            servers.add(server);
            return this;
        }

        public Builder incident(Incident incident) {
            incidents.add(incident);
            return this;
        }

        public Builder conditions(Conditions other) {
            conditions = other;
            return this;
        }

        public Builder faults(Faults other) {
            faults = other;
            return this;
        }

        public Builder lasting(Duration other) {
            duration = other;
            return this;
        }

        public Builder seed(long other) {
            seed = other;
            return this;
        }

        public Builder command(String other) {
            command = other;
            return this;
        }

        public Scenario build() {
            return new Scenario(hosts, servers, settings, conditions, faults, incidents, duration, seed, command);
        }
    }
}
