package io.drover.telemetry;

import io.drover.openstack.CloudException;
import io.drover.openstack.NovaClient;
import io.drover.openstack.Server;
import io.drover.openstack.ServerGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The server groups of this host's servers. A server's membership is for life, so it is asked for once, when the
 * server is new here: a list of all groups of all projects would be asked for by every host. Not thread-safe.
 */
final class Groups {

    private static final Duration GOOD = Duration.ofMinutes(5);

    private final NovaClient nova;
    private final Map<String, List<String>> ofServer = new TreeMap<>();
    private final Map<String, Cached<Optional<ServerGroup>>> groups = new TreeMap<>();

    Groups(NovaClient nova) {
        this.nova = nova;
    }

    /** Forgets whoever is not here any more. */
    void keep(Set<String> servers) {
        ofServer.keySet().retainAll(servers);
        groups.keySet()
                .retainAll(ofServer.values().stream().flatMap(List::stream).toList());
    }

    List<ServerGroup> of(Server server, Instant now) {
        List<String> ids = ofServer.computeIfAbsent(server.id(), this::membership);
        List<ServerGroup> found = new ArrayList<>();
        for (String id : ids) {
            groups.computeIfAbsent(id, any -> new Cached<>(GOOD))
                    .get(now, () -> group(id))
                    .ifPresent(found::add);
        }
        return found;
    }

    private List<String> membership(String server) {
        try {
            return nova.server(server).groups();
        } catch (CloudException.NotFound gone) {
            return List.of();
        }
    }

    private Optional<ServerGroup> group(String id) {
        try {
            return Optional.of(nova.serverGroup(id));
        } catch (CloudException.NotFound gone) {
            return Optional.empty();
        }
    }

    /** Groups of which a host should hold one server only. */
    static List<String> apart(List<ServerGroup> groups) {
        return groups.stream()
                .filter(g -> g.policy().equals("soft-anti-affinity")
                        || g.policy().equals("anti-affinity") && g.maxServersPerHost() == 1)
                .map(ServerGroup::id)
                .toList();
    }

    /** Of these, those that Nova need not keep apart. */
    static List<String> softlyApart(List<ServerGroup> groups) {
        return groups.stream()
                .filter(g -> g.policy().equals("soft-anti-affinity"))
                .map(ServerGroup::id)
                .toList();
    }

    /** Why it must stay with others; empty: it need not. */
    static Optional<String> together(List<ServerGroup> groups) {
        return groups.stream()
                .filter(g -> g.policy().equals("affinity") && g.members().size() > 1)
                .findFirst()
                .map(g -> "must stay with its affinity group " + g.name());
    }
}
