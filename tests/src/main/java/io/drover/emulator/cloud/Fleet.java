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
public final class Fleet {

    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private final Map<String, Host> hostsByAnyId = new HashMap<>();
    private final Map<String, Server> servers = new HashMap<>();
    private final Map<String, Server> serversByName = new HashMap<>();
    private final NavigableMap<Integer, Server> newestFirst = new TreeMap<>(Comparator.reverseOrder());
    private final Map<String, Flavor> flavors = new LinkedHashMap<>();
    private final List<ServerGroup> groups = new ArrayList<>();
    private final List<HostAggregate> aggregates = new ArrayList<>();

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

    public Collection<Server> servers() {
        return Collections.unmodifiableCollection(newestFirst.values());
    }

    /** Those that are listed after this one. */
    public Collection<Server> serversAfter(Server marker) {
        return newestFirst.tailMap(marker.number(), false).values();
    }

    /** Null when there is none of that id. */
    public Server server(String id) {
        return servers.get(id);
    }

    Server serverNamed(String idOrName) {
        Server byId = servers.get(idOrName);
        Server found = byId == null ? serversByName.get(idOrName) : byId;
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

    public Collection<Flavor> flavors() {
        return Collections.unmodifiableCollection(flavors.values());
    }

    Flavor flavorNamed(String name) {
        Flavor found = flavors.get(name);
        if (found == null) {
            throw Refusal.notFound("Flavor " + name + " could not be found.");
        }
        return found;
    }

    public List<ServerGroup> groups() {
        return Collections.unmodifiableList(groups);
    }

    public List<HostAggregate> aggregates() {
        return Collections.unmodifiableList(aggregates);
    }

    void add(Host host) {
        hosts.put(host.name(), host);
        hostsByAnyId.put(host.providerId(), host);
        hostsByAnyId.put(host.serviceId(), host);
        hostsByAnyId.put(Integer.toString(host.number()), host);
    }

    void add(Server server) {
        servers.put(server.id(), server);
        serversByName.put(server.name(), server);
        newestFirst.put(server.number(), server);
    }

    void remove(Server server) {
        servers.remove(server.id());
        serversByName.remove(server.name(), server);
        newestFirst.remove(server.number());
    }

    void add(Flavor flavor) {
        flavors.put(flavor.name(), flavor);
    }

    void add(ServerGroup group) {
        groups.add(group);
        group.members().forEach(member -> servers.get(member).join(group));
    }

    void add(HostAggregate aggregate) {
        aggregates.add(aggregate);
    }
}
