package io.drover.model;

import java.util.List;

/**
 * A server as its host offers it: Table E-1's "Information of a single VM" and what acceptance needs.
 *
 * @param id UUID
 * @param vcpus at least 1
 * @param load u_v: what it would add to a host, in CPUs
 * @param latest the newest measured utilisation x vCPUs, in CPUs
 * @param memoryMib flavor memory, MiB
 * @param dirtyRate D, MB/s (10^6 bytes)
 * @param resources its Placement allocation
 * @param antiAffinity ids of the soft anti-affinity groups it is in
 * @param cpu what its load is usually like, CPUs; unknown of a peer's that does not tell
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
        Habit cpu) {

    /** Of a server whose host does not tell its habits. */
    public ServerInfo(
            String id,
            int vcpus,
            double load,
            double latest,
            long memoryMib,
            double dirtyRate,
            Resources resources,
            List<String> antiAffinity) {
        this(id, vcpus, load, latest, memoryMib, dirtyRate, resources, antiAffinity, Habit.UNKNOWN);
    }

    /** What is to be expected of it; without habits, what it does now. */
    public Habit expected() {
        return cpu.known() ? cpu : Habit.of(load);
    }

    public ServerInfo {
        antiAffinity = List.copyOf(antiAffinity);
    }
}
