package io.drover.emulator.cloud;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Every host, server, group, aggregate and flavor there is, each found by its ids. */
public final class EmulatedFleet {

    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private final Map<String, Host> hostsByAnyId = new HashMap<>();
    private final Map<String, EmulatedServer> servers = new HashMap<>();
    private final Map<String, EmulatedServer> serversByName = new HashMap<>();
    private final NavigableMap<Integer, EmulatedServer> newestFirst = new TreeMap<>(Comparator.reverseOrder());
    private final Map<String, EmulatedFlavor> flavors = new LinkedHashMap<>();
    private final List<EmulatedGroup> groups = new ArrayList<>();
    private final List<EmulatedAggregate> aggregates = new ArrayList<>();

    public Collection<Host> hosts() {
        return Collections.unmodifiableCollection(hosts.values());
    }

    /** Null when there is none of that name. */
    public Host host(String name) {
        return hosts.get(name);
    }

    /** By provider id, service id or number; null when there is none. */
    public Host hostById(String id) {
        return hostsByAnyId.get(id);
    }

    public Collection<EmulatedServer> servers() {
        return Collections.unmodifiableCollection(newestFirst.values());
    }

    /** Those that are listed after this one. */
    public Collection<EmulatedServer> serversAfter(EmulatedServer marker) {
        return newestFirst.tailMap(marker.number(), false).values();
    }

    /** Null when there is none of that id. */
    public EmulatedServer server(String id) {
        return servers.get(id);
    }

    EmulatedServer serverNamed(String idOrName) {
        EmulatedServer byId = servers.get(idOrName);
        EmulatedServer found = byId == null ? serversByName.get(idOrName) : byId;
        if (found == null) {
            throw Refusal.notFound("Instance " + idOrName + " could not be found.");
        }
        return found;
    }

    Host hostNamed(String name) {
        Host found = hosts.get(name);
        if (found == null) {
            throw Refusal.badRequest("Compute host " + name + " could not be found.");
        }
        return found;
    }

    public Collection<EmulatedFlavor> flavors() {
        return Collections.unmodifiableCollection(flavors.values());
    }

    EmulatedFlavor flavorNamed(String name) {
        EmulatedFlavor found = flavors.get(name);
        if (found == null) {
            throw Refusal.notFound("Flavor " + name + " could not be found.");
        }
        return found;
    }

    public List<EmulatedGroup> groups() {
        return Collections.unmodifiableList(groups);
    }

    public List<EmulatedAggregate> aggregates() {
        return Collections.unmodifiableList(aggregates);
    }

    void add(Host host) {
        hosts.put(host.name(), host);
        hostsByAnyId.put(host.providerId(), host);
        hostsByAnyId.put(host.serviceId(), host);
        hostsByAnyId.put(Integer.toString(host.number()), host);
    }

    void add(EmulatedServer server) {
        servers.put(server.id(), server);
        serversByName.put(server.name(), server);
        newestFirst.put(server.number(), server);
    }

    void remove(EmulatedServer server) {
        servers.remove(server.id());
        serversByName.remove(server.name(), server);
        newestFirst.remove(server.number());
    }

    void add(EmulatedFlavor flavor) {
        flavors.put(flavor.name(), flavor);
    }

    void add(EmulatedGroup group) {
        groups.add(group);
        group.members().forEach(member -> servers.get(member).join(group));
    }

    void add(EmulatedAggregate aggregate) {
        aggregates.add(aggregate);
    }
}
