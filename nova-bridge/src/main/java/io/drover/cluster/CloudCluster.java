package io.drover.cluster;

import io.drover.cli.CommandFault;
import io.drover.config.Accounts;
import io.drover.config.CloudConfig;
import io.drover.config.Configuration;
import io.drover.config.MigrationOptions;
import io.drover.config.TelemetryConfig;
import io.drover.model.HostObservation;
import io.drover.model.Resources;
import io.drover.model.ServerObservation;
import io.drover.openstack.CloudException;
import io.drover.openstack.ComputeService;
import io.drover.openstack.NovaClient;
import io.drover.openstack.Session;
import io.drover.plan.Cluster;
import io.drover.plan.Plan;
import io.drover.telemetry.DirtyRates;
import io.drover.telemetry.HostLoadSource;
import io.drover.telemetry.Sampler;
import io.drover.telemetry.ServerLoadSource;
import io.drover.telemetry.TelemetrySettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The configured cloud as one snapshot: every open host, sampled as its agent would sample it. A host of which any load
 * is unknown is in no cluster: unknown is not zero. Hosts that are to be emptied are in it, open or not: what a server of
 * theirs uses that nobody measures is taken to be all that it may.
 */
final class CloudCluster {

    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(5);

    private final NovaClient nova;
    private final SortedMap<String, Sampler> samplers = new TreeMap<>();
    private final boolean twoRounds;
    private final double defaultDirtyRate;
    private final Leaving leaving;
    private final SortedMap<String, SortedSet<String>> apart = new TreeMap<>();
    private final io.drover.cli.CommandSession words;
    private final List<Cluster.Host> hosts = new ArrayList<>();
    private final List<Cluster.Server> servers = new ArrayList<>();
    private final SortedMap<String, String> unknown = new TreeMap<>();
    private final List<Plan.Refusal> unjudged = new ArrayList<>();

    /**
     * @param cluster the hosts whose load is known
     * @param unknown the others, and why
     * @param unjudged their servers
     */
    record View(Cluster cluster, SortedMap<String, String> unknown, List<Plan.Refusal> unjudged) {

        /** Whether nothing can be said: there are no hosts, or only empty ones beside those of which nothing is known. */
        boolean blind() {
            return cluster.hosts().isEmpty() || cluster.servers().isEmpty() && !unknown.isEmpty();
        }

        /** All of it is known. */
        static View of(Cluster cluster) {
            return new View(cluster, new TreeMap<>(), List.of());
        }
    }

    /**
     * Hosts that are to be emptied.
     *
     * @param excludedToo also of the servers that only the operator's own rules keep there
     */
    record Leaving(Set<String> hosts, boolean excludedToo) {

        static final Leaving NOBODY = new Leaving(Set.of(), false);
    }

    private CloudCluster(Configuration configuration, Leaving leaving, io.drover.cli.CommandSession words) {
        this.words = words;
        this.leaving = leaving;
        Session session =
                new Session(Accounts.session(CloudConfig.of(configuration, words::warn)), InstantSource.system());
        this.nova = new NovaClient(session);
        this.defaultDirtyRate = configuration.get(MigrationOptions.DEFAULT_DIRTY_RATE);
        TelemetrySettings settings = TelemetryConfig.of(configuration).settings();
        boolean open = settings.serverLoadSource() == ServerLoadSource.AUTO;
        ServerLoadSource source = open ? ServerLoadSource.GNOCCHI : settings.serverLoadSource();
        this.twoRounds = source != ServerLoadSource.GNOCCHI;
        DirtyRates rates = new DirtyRates();
        for (ComputeService service : nova.computeServices()) {
            if (!service.up()) continue;
            if (!service.enabled() && !leaving.hosts().contains(service.host())) continue;
            samplers.put(
                    service.host(),
                    new Sampler(
                            service.host(),
                            session,
                            settings.withSources(HostLoadSource.SERVERS, source),
                            rates,
                            InstantSource.system()));
        }
    }

    /** Hosts that Nova would not place servers on are left out: nothing can go there. */
    static View read(Configuration configuration, io.drover.cli.CommandSession words) {
        return read(configuration, Leaving.NOBODY, words);
    }

    /** The same, with those that are to be emptied. */
    static View read(Configuration configuration, Leaving leaving, io.drover.cli.CommandSession words) {
        try {
            return new CloudCluster(configuration, leaving, words).snapshot();
        } catch (CloudException e) {
            throw new CommandFault(CommandFault.FAILED, List.of(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFault.failed("interrupted");
        }
    }

    private View snapshot() throws InterruptedException {
        if (twoRounds) {
            samplers.values().forEach(Sampler::sample);
            new CountDownLatch(1).await(BETWEEN_ROUNDS.toMillis(), TimeUnit.MILLISECONDS);
        }
        samplers.forEach((host, sampler) -> add(host, sampler.sample()));
        return new View(new Cluster("", hosts, servers, apart), unknown, unjudged);
    }

    private void add(String host, HostObservation seen) {
        boolean leaves = leaving.hosts().contains(host);
        boolean loaded = leaves || seen.load().isPresent() && seen.problem().isEmpty();
        if (seen.cpus() == 0 || !loaded) {
            leaveOut(host, seen);
            return;
        }
        Resources room = seen.free();
        for (ServerObservation server : seen.servers()) {
            room = room.plus(server.resources());
            servers.add(leaves ? leaving(host, server) : server(host, server));
            for (String group : server.bindingGroups()) {
                apart.computeIfAbsent(group, unknown -> new TreeSet<>()).add(server.id());
            }
        }
        hosts.add(new Cluster.Host(host, seen.cpus(), room.amount("MEMORY_MB"), room.amount("DISK_GB"), seen.zone()));
    }

    private void leaveOut(String host, HostObservation seen) {
        String why = seen.problem().orElse("its load is unknown");
        words.warn(host + " is left out: " + why);
        unknown.put(host, why);
        for (ServerObservation server : seen.servers()) {
            boolean blind = server.load().isEmpty() && server.immovable().isEmpty();
            unjudged.add(new Plan.Refusal(
                    server.id(),
                    server.immovable().orElse(blind ? "no valid CPU rate" : "the load of " + host + " is unknown")));
        }
    }

    private Cluster.Server server(String host, ServerObservation seen) {
        Optional<String> stays = seen.immovable();
        if (stays.isEmpty() && seen.load().isEmpty()) stays = Optional.of("no valid CPU rate"); // it is not running
        return server(host, seen, seen.load().orElse(0), stays);
    }

    private Cluster.Server leaving(String host, ServerObservation seen) {
        Optional<String> stays = leaving.excludedToo() && seen.excluded() ? Optional.empty() : seen.immovable();
        return server(host, seen, seen.load().orElse(seen.vcpus()), stays);
    }

    private Cluster.Server server(String host, ServerObservation seen, double load, Optional<String> stays) {
        return new Cluster.Server(
                seen.id(),
                host,
                seen.vcpus(),
                seen.resources().amount("MEMORY_MB"),
                seen.resources().amount("DISK_GB"),
                Math.min(1, load / seen.vcpus()),
                seen.dirtyRate().orElse(defaultDirtyRate),
                stays,
                seen.zone());
    }
}
