package io.drover.model;

import java.util.List;
import java.util.Optional;

/**
 * A server as its host offers it: what acceptance needs, and doc/sources.md, Table E-1.
 *
 * @param id UUID
 * @param vcpus at least 1
 * @param load u_v: what it would add to a host, in CPUs
 * @param latest the newest measured utilisation x vCPUs, in CPUs
 * @param memoryMib flavor memory, MiB
 * @param dirtyRate D, MB/s (10^6 bytes)
 * @param resources its Placement allocation
 * @param antiAffinity ids of the groups it is in of which a host should hold one server only
 * @param usage what it gets and holds besides
 * @param cpu what its load is usually like, CPUs; unknown of a peer's that does not tell
 * @param zone the availability zone that Nova never lets it leave; empty: there is none, or nobody tells
 */
public record ServerInfo(
        String id,
        int vcpus,
        double load,
        double latest,
        long memoryMib,
        double dirtyRate,
        Resources resources,
        List<String> antiAffinity,
        ServerUsage usage,
        Habit cpu,
        Optional<String> zone) {

    public ServerInfo {
        antiAffinity = List.copyOf(antiAffinity);
    }

    /** Of a server of which nothing else is known. */
    public ServerInfo(
            String id,
            int vcpus,
            double load,
            double latest,
            long memoryMib,
            double dirtyRate,
            Resources resources,
            List<String> antiAffinity) {
        this(
                id,
                vcpus,
                load,
                latest,
                memoryMib,
                dirtyRate,
                resources,
                antiAffinity,
                ServerUsage.UNKNOWN,
                Habit.UNKNOWN,
                Optional.empty());
    }

    /** What is to be expected of it; without habits, what it does now. */
    public Habit expected() {
        return cpu.known() ? cpu : Habit.of(load);
    }
}
