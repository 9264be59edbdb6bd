package io.drover.plan;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * A cluster as one snapshot. Ids are unique, and every server's host is one of the hosts; its maker sees to
 * that, because only the maker can say where a mistake is.
 *
 * @param name for people; may be empty
 * @param apart ids of servers of which a host may hold one only, by the id of their group
 */
public record Cluster(String name, List<Host> hosts, List<Server> servers, SortedMap<String, SortedSet<String>> apart) {

    public Cluster {
        hosts = List.copyOf(hosts);
        servers = List.copyOf(servers);
        apart = Collections.unmodifiableSortedMap(new TreeMap<>(apart));
    }

    /** Any two servers may share a host. */
    public Cluster(String name, List<Host> hosts, List<Server> servers) {
        this(name, hosts, servers, new TreeMap<>());
    }

    /**
     * @param vcpus physical CPUs, at least 1
     * @param memoryMib what servers may use together; no overcommit
     * @param diskGib likewise
     * @param zone its availability zone; empty: not known
     */
    public record Host(String id, int vcpus, long memoryMib, long diskGib, Optional<String> zone) {

        /** One whose zone is not known. */
        public Host(String id, int vcpus, long memoryMib, long diskGib) {
            this(id, vcpus, memoryMib, diskGib, Optional.empty());
        }
    }

    /**
     * @param host where it is
     * @param vcpus at least 1
     * @param utilisation 0..1 of its vCPUs
     * @param dirtyRate D, MB/s (10^6 bytes)
     * @param immovable why it must stay; empty: it may move
     * @param zone the availability zone that Nova never lets it leave; empty: there is none, or nobody tells
     */
    public record Server(
            String id,
            String host,
            int vcpus,
            long memoryMib,
            long diskGib,
            double utilisation,
            double dirtyRate,
            Optional<String> immovable,
            Optional<String> zone) {

        /** One that may move. */
        public Server(
                String id, String host, int vcpus, long memoryMib, long diskGib, double utilisation, double dirtyRate) {
            this(id, host, vcpus, memoryMib, diskGib, utilisation, dirtyRate, Optional.empty(), Optional.empty());
        }

        /** The same, pinned to this zone. */
        public Server pinned(Optional<String> to) {
            return new Server(id, host, vcpus, memoryMib, diskGib, utilisation, dirtyRate, immovable, to);
        }

        /** What it adds to its host, in CPUs. */
        public double load() {
            return utilisation * vcpus;
        }
    }
}
