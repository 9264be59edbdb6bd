package io.drover.agent;

import io.drover.auction.Event.PeersListed.Failure;
import io.drover.model.HostObservation;
import io.drover.openstack.CloudException;
import io.drover.openstack.ComputeService;
import io.drover.openstack.NovaClient;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which hosts' compute services are enabled and up by Nova's list, and which have failed. */
final class ListedHosts {

    private static final Logger LOG = LoggerFactory.getLogger("drover");

    private ListedHosts() {}

    static List<String> up(List<ComputeService> all) {
        return all.stream().filter(ComputeService::up).map(ComputeService::host).toList();
    }

    /** In this host's zone. One that an operator drained is down because somebody works at it. */
    static List<Failure> failed(List<ComputeService> all, String host) {
        Optional<String> zone = all.stream()
                .filter(service -> service.host().equals(host))
                .map(ComputeService::zone)
                .findFirst();
        return all.stream()
                .filter(service -> !service.up() || service.forcedDown())
                .filter(service -> zone.filter(service.zone()::equals).isPresent())
                .filter(service -> service.disabledReason()
                        .filter(why -> why.startsWith(HostObservation.DRAIN))
                        .isEmpty())
                .flatMap(service -> service.updatedAt().map(at -> new Failure(service.host(), at)).stream())
                .toList();
    }

    /** Whom a starting agent may greet: Nova is asked only where the journal knows of no host. */
    static List<String> known(List<String> kept, NovaClient nova) {
        if (!kept.isEmpty()) return kept;
        try {
            return up(nova.computeServices());
        } catch (CloudException e) {
            LOG.warn("the whole fleet is greeted, for no peer is known: {}", e.getMessage());
            return List.of();
        }
    }
}
