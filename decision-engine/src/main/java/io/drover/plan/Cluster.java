package io.drover.plan;

import java.util.List;
import java.util.Optional;

/**
 * A cluster as one snapshot. Ids are unique, and every server's host is one of the hosts; its maker sees to
 * that, because only the maker can say where a mistake is.
 *
 * @param name for people; may be empty
 */
public record Cluster(String name, List<Host> hosts, List<Server> servers) {

    public Cluster {
        hosts = List.copyOf(hosts);
        servers = List.copyOf(servers);
    }

    /**
     * @param vcpus physical CPUs, at least 1
     * @param memoryMib what servers may use together; no overcommit
     * @param diskGib likewise
     */
    public record Host(String id, int vcpus, long memoryMib, long diskGib) {}

    /**
     * @param host where it is
     * @param vcpus at least 1
     * @param utilisation 0..1 of its vCPUs
     * @param dirtyRate D, MB/s (10^6 bytes)
     * @param immovable why it must stay; empty: it may move
     */
    public record Server(
            String id,
            String host,
            int vcpus,
            long memoryMib,
            long diskGib,
            double utilisation,
            double dirtyRate,
            Optional<String> immovable) {

        /** One that may move. */
        public Server(
                String id, String host, int vcpus, long memoryMib, long diskGib, double utilisation, double dirtyRate) {
            this(id, host, vcpus, memoryMib, diskGib, utilisation, dirtyRate, Optional.empty());
        }

        /** What it adds to its host, in CPUs. */
        public double load() {
            return utilisation * vcpus;
        }
    }
}
