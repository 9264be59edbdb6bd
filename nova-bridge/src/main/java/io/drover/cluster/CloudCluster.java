package io.drover.cluster;

import io.drover.cli.CommandFault;
import io.drover.config.Accounts;
import io.drover.config.CloudConfig;
import io.drover.config.Configuration;
import io.drover.config.Options;
import io.drover.config.TelemetryConfig;
import io.drover.model.HostObservation;
import io.drover.model.Resources;
import io.drover.model.ServerObservation;
import io.drover.openstack.CloudException;
import io.drover.openstack.ComputeService;
import io.drover.openstack.NovaClient;
import io.drover.openstack.Session;
import io.drover.plan.Cluster;
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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The configured cloud as one snapshot: every open host, sampled as its agent would sample it. */
final class CloudCluster {

    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(5);

    private final NovaClient nova;
    private final SortedMap<String, Sampler> samplers = new TreeMap<>();
    private final boolean twoRounds;
    private final double defaultDirtyRate;
    private final io.drover.cli.CommandSession words;

    private CloudCluster(Configuration configuration, io.drover.cli.CommandSession words) {
        this.words = words;
        Session session =
                new Session(Accounts.session(CloudConfig.of(configuration, words::warn)), InstantSource.system());
        this.nova = new NovaClient(session);
        this.defaultDirtyRate = configuration.get(Options.DEFAULT_DIRTY_RATE);
        TelemetrySettings settings = TelemetryConfig.of(configuration).settings();
        ServerLoadSource source = settings.serverLoadSource();
        this.twoRounds = source == ServerLoadSource.DIAGNOSTICS;
        DirtyRates rates = new DirtyRates();
        for (ComputeService service : nova.computeServices()) {
            if (!service.up() || !service.enabled()) continue;
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
    static Cluster read(Configuration configuration, io.drover.cli.CommandSession words) {
        try {
            return new CloudCluster(configuration, words).snapshot();
        } catch (CloudException e) {
            throw new CommandFault(CommandFault.FAILED, List.of(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFault.failed("interrupted");
        }
    }

    private Cluster snapshot() throws InterruptedException {
        if (twoRounds) {
            samplers.values().forEach(Sampler::sample);
            new CountDownLatch(1).await(BETWEEN_ROUNDS.toMillis(), TimeUnit.MILLISECONDS);
        }
        List<Cluster.Host> hosts = new ArrayList<>();
        List<Cluster.Server> servers = new ArrayList<>();
        samplers.forEach((host, sampler) -> add(host, sampler.sample(), hosts, servers));
        return new Cluster("", hosts, servers);
    }

    private void add(String host, HostObservation seen, List<Cluster.Host> hosts, List<Cluster.Server> servers) {
        if (seen.cpus() == 0) {
            words.warn(host + " is left out: " + seen.problem().orElse("the number of its CPUs is unknown"));
            return;
        }
        Resources room = seen.free();
        for (ServerObservation server : seen.servers()) {
            room = room.plus(server.resources());
            servers.add(server(host, server));
        }
        hosts.add(new Cluster.Host(host, seen.cpus(), room.amount("MEMORY_MB"), room.amount("DISK_GB")));
    }

    private Cluster.Server server(String host, ServerObservation seen) {
        Optional<String> stays = seen.immovable();
        if (stays.isEmpty() && seen.load().isEmpty()) stays = Optional.of("no valid CPU rate");
        return new Cluster.Server(
                seen.id(),
                host,
                seen.vcpus(),
                seen.resources().amount("MEMORY_MB"),
                seen.resources().amount("DISK_GB"),
                Math.min(1, seen.load().orElse(0) / seen.vcpus()),
                seen.dirtyRate().orElse(defaultDirtyRate),
                stays);
    }
}
