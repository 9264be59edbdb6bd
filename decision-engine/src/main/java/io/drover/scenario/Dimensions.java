package io.drover.scenario;

import java.util.List;

/** How many servers a workload has, and how large its hosts are for them. */
final class Dimensions {

    static final long SERVER_MIB = 256;

    /** Each host has room for so many times its fair share of the servers. */
    static final int ROOM = 3;

    /** Load of a host that is hot. */
    static final double HOT = 0.9;

    private static final int CPUS = 2;
    private static final long MEMORY_MIB = 2048;
    private static final double TYPICAL_LOAD = 0.35;
    private static final int IDLE_PER_HOST = 3;

    private final Workload workload;
    private final int count;

    Dimensions(Workload workload) {
        this.workload = workload;
        this.count = counted();
    }

    /** Of servers. */
    int count() {
        return count;
    }

    private int counted() {
        if (workload.recording().isPresent()) {
            int rows = workload.recording().get().rows().size();
            return workload.servers() == 0 ? rows : workload.servers();
        }
        if (workload.servers() > 0) return workload.servers();
        if (piled()) return IDLE_PER_HOST * workload.hosts();
        return (int) Math.max(2, StrictMath.round(total(typicalLoad()) / TYPICAL_LOAD));
    }

    /** Whether the first host holds all servers, which are idle. */
    boolean piled() {
        return workload.pattern() == Pattern.MEMORY || workload.pattern() == Pattern.SPREAD;
    }

    /** What the number of servers is made for: a burst needs enough of them to rise. */
    private double typicalLoad() {
        double load = workload.load().normalizedLoad();
        if (workload.pattern() == Pattern.BURST) return Math.max(load, 0.6 * LoadLevel.HIGH.normalizedLoad());
        if (workload.pattern() != Pattern.HOTSPOT) return load;
        int others = workload.hosts() - 1;
        return (HOT + others * LoadLevel.LOW.normalizedLoad()) / workload.hosts();
    }

    /** CPUs that all servers must report for this mean load of the hosts. */
    double total(LoadLevel level) {
        return total(level.normalizedLoad());
    }

    private double total(double normalizedLoad) {
        int cpus = 0;
        for (int host = 0; host < workload.hosts(); host++) cpus += cpus(host);
        return normalizedLoad * cpus / workload.hypervisor().hostLoad(1);
    }

    /** That the workload gives to this host, or the usual ones. */
    int cpus(int host) {
        List<Integer> turn = workload.variation().cpus();
        return turn.isEmpty() ? CPUS : turn.get(host % turn.size());
    }

    /** A recording's loads are what they are: for the mean load that is asked for, hosts are made large enough. */
    int cpus(Recording recording) {
        double mean = workload.hypervisor().hostLoad(recording.meanCpus(count, workload.duration()));
        double wanted = mean / workload.hosts() / workload.load().normalizedLoad();
        return Math.max(CPUS, (int) StrictMath.round(wanted));
    }

    /** MiB of each host. */
    long memory() {
        int largest = workload.recording().map(Recording::largest).orElse(1);
        return Math.max(MEMORY_MIB, (long) ROOM * fairShare() * largest * SERVER_MIB);
    }

    /** Servers of each host, if all had as many. */
    int fairShare() {
        return (count + workload.hosts() - 1) / workload.hosts();
    }
}
