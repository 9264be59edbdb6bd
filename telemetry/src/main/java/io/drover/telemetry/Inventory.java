package io.drover.telemetry;

import io.drover.model.Jitter;
import io.drover.openstack.CloudException;
import io.drover.openstack.ComputeService;
import io.drover.openstack.HostAggregate;
import io.drover.openstack.Hypervisor;
import io.drover.openstack.Migration;
import io.drover.openstack.MigrationFilter;
import io.drover.openstack.NovaClient;
import io.drover.openstack.PlacementClient;
import io.drover.openstack.Server;
import io.drover.openstack.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What Nova and Placement hold of this host, asked for no more often than is wanted. Not thread-safe. */
final class Inventory {

    private static final Duration HYPERVISOR = Duration.ofMinutes(10);
    private static final Duration AGGREGATES = Duration.ofMinutes(5);

    /** A host changes its zone only while it is empty. */
    private static final Duration ZONE = Duration.ofMinutes(30);

    /** What is in progress is among the newest; a limit by time would hide what was only just asked for. */
    private static final int HOSTS_MIGRATIONS = 100;

    private final String host;
    private final NovaClient nova;
    private final HostRoom room;
    private final UnderWay underWay;
    private final Cached<Hypervisor> hypervisor = new Cached<>(HYPERVISOR);
    private final Cached<List<String>> aggregates = new Cached<>(AGGREGATES);
    private final Cached<Optional<String>> zone = new Cached<>(ZONE);
    private final Jitter jitter;
    private Facts known;
    private Instant askedAt = Instant.MIN;
    private Instant askAt = Instant.MIN;
    private Duration wanted = Duration.ZERO;

    /**
     * @param own as it was found
     * @param shown the same in its newest state; it may tell no sizes
     * @param held what Placement has and who holds what of it
     */
    record Facts(Hypervisor own, Hypervisor shown, HostRoom.Room held, List<Server> servers, MigrationHistory history) {

        List<Server> active() {
            return servers.stream().filter(Server::active).toList();
        }
    }

    Inventory(String host, NovaClient nova, PlacementClient placement, Jitter jitter) {
        this.host = host;
        this.jitter = jitter;
        this.nova = nova;
        this.room = new HostRoom(placement);
        this.underWay = new UnderWay(nova);
    }

    /**
     * @param good older ones are asked for anew
     * @throws CloudException when the cloud does not tell what must be known
     */
    Facts facts(Instant now, Duration good) {
        if (known != null && !now.isBefore(askedAt) && now.isBefore(due(good))) return known;
        Hypervisor own = hypervisor.get(now, this::find);
        Hypervisor shown = shown(own);
        HostRoom.Room held = room.of(own.id(), now);
        List<Server> servers = nova.servers(host);
        MigrationHistory history = MigrationHistory.of(
                underWay.of(nova.newestMigrations(MigrationFilter.ALL.ofHost(host), HOSTS_MIGRATIONS), now));
        known = new Facts(own, shown, held, servers, history);
        askedAt = now;
        wanted = good;
        askAt = now.plus(jitter.again(good));
        return known;
    }

    /** Drawn once for each asking, unless the facts have to be younger, or may be older, than was wanted then. */
    private Instant due(Duration good) {
        if (!good.equals(wanted)) {
            wanted = good;
            askAt = askedAt.plus(jitter.again(good));
        }
        return askAt;
    }

    /** Those that do not end count until they cannot be under way any more. */
    List<Migration> underWay(List<Migration> newest, Instant now) {
        return underWay.of(newest, now);
    }

    private Hypervisor find() {
        return nova.hypervisorOf(host)
                .orElseThrow(() -> CloudException.unusable(Service.NOVA, "Nova knows no hypervisor on host " + host));
    }

    private Hypervisor shown(Hypervisor own) {
        try {
            return nova.hypervisor(own.id());
        } catch (CloudException.NotFound replaced) {
            hypervisor.forget();
            throw replaced;
        }
    }

    /** The host's aggregates by name. */
    List<String> aggregates(Instant now) {
        return aggregates.get(
                now,
                () -> nova.aggregates().stream()
                        .filter(aggregate -> aggregate.hosts().contains(host))
                        .map(HostAggregate::name)
                        .toList());
    }

    /** The host's availability zone; empty: Nova does not tell. */
    Optional<String> zone(Instant now) {
        return zone.get(
                now, () -> nova.computeService(host).map(ComputeService::zone).filter(its -> !its.isEmpty()));
    }
}
