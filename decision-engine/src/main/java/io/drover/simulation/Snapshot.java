package io.drover.simulation;

import io.drover.model.Resources;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A whole fleet as a controller sees it: loads as its metering last showed them, placement as Nova has it now.
 *
 * @param hosts in the order of the scenario
 * @param servers likewise; those that are there
 */
public record Snapshot(Instant at, List<Host> hosts, List<Server> servers) {

    public Snapshot {
        hosts = List.copyOf(hosts);
        servers = List.copyOf(servers);
    }

    /**
     * @param cpus physical ones
     * @param use share of its CPUs that was busy, 0..1: a mean between two polls
     * @param load normalised load, the mean of the same time: above 1 when servers wait for CPUs, and less than
     *     {@code use} on Xen
     * @param free by Placement
     * @param open whether Nova would place a server here
     */
    public record Host(String name, int cpus, double use, double load, Resources free, boolean open) {}

    /**
     * @param host where Nova has it
     * @param use of its vCPUs, 0..1: a mean between two polls; empty: there is no value yet
     * @param dirtyRate D, MB/s
     * @param moves ends of its migrations, oldest first
     * @param migrating it cannot be moved now
     */
    public record Server(
            String id,
            String host,
            int vcpus,
            OptionalDouble use,
            long memoryMib,
            double dirtyRate,
            Resources resources,
            List<Instant> moves,
            boolean migrating) {}
}
