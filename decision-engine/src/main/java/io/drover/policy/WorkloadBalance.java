package io.drover.policy;

import io.drover.simulation.CentralPolicy;
import io.drover.simulation.Snapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * OpenStack Watcher 9.0.0, strategy {@code workload_balance} with its defaults: metric CPU, threshold 25 %. The most
 * used host at or above the threshold gives the server that brings it closest to the mean from above, to the least
 * used host below the threshold that has room and stays below; one migration an audit. The mean is in CPUs, not in
 * shares, so that a small host may never be above it.
 */
final class WorkloadBalance implements CentralPolicy {

    private static final double THRESHOLD = 0.25;

    @Override
    public Terms terms() {
        return Watcher.TERMS;
    }

    @Override
    public List<Move> decide(Snapshot all) {
        Snapshot fleet = Watcher.available(all);
        SortedMap<String, Double> workloads = new TreeMap<>();
        for (Snapshot.Host host : fleet.hosts()) workloads.put(host.name(), 0.0);
        for (Snapshot.Server server : fleet.servers()) workloads.merge(server.host(), workload(server), Double::sum);
        double mean = workloads.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
        Comparator<Snapshot.Host> byUse = Comparator.comparingDouble(h -> use(h, workloads));
        return fleet.hosts().stream()
                .filter(host -> use(host, workloads) >= THRESHOLD)
                .sorted(byUse.reversed())
                .flatMap(host -> closest(fleet, host, workloads.get(host.name()) - mean).stream())
                .findFirst()
                .flatMap(server -> fleet.hosts().stream()
                        .filter(host -> use(host, workloads) < THRESHOLD && takes(host, server, workloads))
                        .min(byUse)
                        .map(host -> new Move(server.id(), server.host(), host.name())))
                .stream()
                .toList();
    }

    private static Optional<Snapshot.Server> closest(Snapshot fleet, Snapshot.Host host, double above) {
        return fleet.servers().stream()
                .filter(server -> server.host().equals(host.name()) && !server.migrating())
                .filter(server -> server.use().isPresent() && workload(server) <= above)
                .max(Comparator.comparingDouble(WorkloadBalance::workload));
    }

    private static boolean takes(Snapshot.Host host, Snapshot.Server server, SortedMap<String, Double> workloads) {
        return server.resources().fitIn(host.free())
                && workloads.get(host.name()) + workload(server) < THRESHOLD * host.cpus();
    }

    /** Of its CPUs. */
    private static double use(Snapshot.Host host, SortedMap<String, Double> workloads) {
        return workloads.get(host.name()) / host.cpus();
    }

    /** In CPUs; one without a value counts for nothing. */
    private static double workload(Snapshot.Server server) {
        return server.use().orElse(0) * server.vcpus();
    }
}
