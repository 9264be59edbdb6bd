package io.drover.telemetry;

import io.drover.local.GuestRates;
import io.drover.local.LocalGuests;
import io.drover.model.ServerUsage;
import io.drover.openstack.Server;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Loads of the servers that this machine runs, by Nova's instance names. */
final class LocalServerLoads implements ServerLoads {

    private final LocalGuests guests;
    private final Map<String, ServerUsage> usages = new TreeMap<>();
    private Optional<String> problem = Optional.empty();

    LocalServerLoads(LocalGuests guests) {
        this.guests = guests;
    }

    @Override
    public Map<String, Reading> of(List<Server> active, Instant now) {
        Map<String, Reading> loads = new TreeMap<>();
        usages.clear();
        problem = Optional.empty();
        try {
            SortedMap<String, GuestRates> rates = guests.next(
                    active.stream()
                            .map(Server::instanceName)
                            .flatMap(Optional::stream)
                            .toList(),
                    now);
            for (Server server : active) {
                GuestRates its = server.instanceName().map(rates::get).orElse(null);
                if (its == null) continue;
                loads.put(server.id(), new Reading(Math.min(server.flavor().vcpus(), its.cpus()), its.at()));
                usages.put(server.id(), new ServerUsage(its.steal(), its.memoryMib()));
            }
        } catch (IOException e) {
            problem = Optional.of(e.getMessage());
        }
        return loads;
    }

    @Override
    public ServerUsage usage(String server) {
        return usages.getOrDefault(server, ServerUsage.UNKNOWN);
    }

    @Override
    public Optional<String> problem() {
        return problem;
    }
}
