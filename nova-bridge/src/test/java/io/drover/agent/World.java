package io.drover.agent;

import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.Resources;
import io.drover.model.ServerObservation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Hosts of 8 CPUs and what runs on them: servers of one vCPU whose loads are told as they are. Any number of threads. */
final class World {

    private static final int CPUS = 8;
    private static final int SERVERS = 8;
    private static final int MEMORY_MIB = 512;

    private final Map<String, Set<String>> servers = new ConcurrentHashMap<>();
    private final Map<String, Double> loads = new ConcurrentHashMap<>();

    /**
     * @param load of each server, in CPUs
     */
    void host(String name, double load) {
        Set<String> there = ConcurrentHashMap.newKeySet();
        for (int i = 1; i <= SERVERS; i++) {
            String id = UUID.nameUUIDFromBytes((name + "/" + i).getBytes(StandardCharsets.UTF_8))
                    .toString();
            there.add(id);
            loads.put(id, load);
        }
        servers.put(name, there);
    }

    void load(String host, double load) {
        servers.get(host).forEach(server -> loads.put(server, load));
    }

    void move(String server, String source, String destination) {
        if (servers.get(source).remove(server)) servers.get(destination).add(server);
    }

    double load(String host) {
        return servers.get(host).stream().mapToDouble(loads::get).sum() / CPUS;
    }

    /** Every server, once for each host that has it. */
    List<String> all() {
        List<String> all = new ArrayList<>();
        servers.values().forEach(all::addAll);
        return all;
    }

    HostObservation seen(String host, Instant now) {
        List<ServerObservation> there = servers.get(host).stream()
                .sorted()
                .map(server -> ServerObservation.of(server, 1)
                        .load(loads.get(server))
                        .memoryMib(MEMORY_MIB)
                        .resources(Resources.of(1, MEMORY_MIB, 1))
                        .build())
                .toList();
        double load = there.stream().mapToDouble(s -> s.load().orElse(0)).sum();
        return new HostObservation(
                now,
                CPUS,
                OptionalDouble.of(load),
                HostUsage.UNKNOWN,
                Resources.of(4 * CPUS - there.size(), 8L * SERVERS * MEMORY_MIB, 1000),
                Optional.empty(),
                there,
                List.of(),
                OptionalInt.empty(),
                Optional.empty());
    }
}
