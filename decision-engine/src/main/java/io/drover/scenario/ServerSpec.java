package io.drover.scenario;

import io.drover.model.Resources;
import java.time.Duration;
import java.util.Optional;

/**
 * A server of a scenario.
 *
 * @param host where it starts; empty: where the scheduler puts it
 * @param memoryUsedMib what it holds of its host's memory; null: nobody measures it
 * @param dirtyRate D, MB/s
 * @param resources its Placement allocation
 * @param arrives when it is created
 * @param leaves when it is deleted; empty: never
 * @param pinned Nova lets it go to no host of another zone; here a host's group is its zone
 */
public record ServerSpec(
        String id,
        String host,
        int vcpus,
        long memoryMib,
        Long memoryUsedMib,
        double dirtyRate,
        Resources resources,
        Demand demand,
        Duration arrives,
        Optional<Duration> leaves,
        boolean pinned) {

    /** There from the start to the end, with 1 GB of disk and 1 MB/s of dirtied memory. */
    public static ServerSpec of(String id, String host, int vcpus, long memoryMib, Demand demand) {
        Resources resources = Resources.of(vcpus, memoryMib, 1);
        return new ServerSpec(
                id, host, vcpus, memoryMib, null, 1, resources, demand, Duration.ZERO, Optional.empty(), false);
    }

    public ServerSpec dirtying(double megabytesPerSecond) {
        return new ServerSpec(
                id,
                host,
                vcpus,
                memoryMib,
                memoryUsedMib,
                megabytesPerSecond,
                resources,
                demand,
                arrives,
                leaves,
                pinned);
    }

    ServerSpec startingOn(String other) {
        return new ServerSpec(
                id, other, vcpus, memoryMib, memoryUsedMib, dirtyRate, resources, demand, arrives, leaves, pinned);
    }

    public ServerSpec holding(long mib) {
        return new ServerSpec(id, host, vcpus, memoryMib, mib, dirtyRate, resources, demand, arrives, leaves, pinned);
    }

    public ServerSpec demanding(Demand other) {
        return new ServerSpec(
                id, host, vcpus, memoryMib, memoryUsedMib, dirtyRate, resources, other, arrives, leaves, pinned);
    }

    public ServerSpec arriving(Duration at) {
        return new ServerSpec(
                id, host, vcpus, memoryMib, memoryUsedMib, dirtyRate, resources, demand, at, leaves, pinned);
    }

    public ServerSpec leaving(Duration at) {
        return new ServerSpec(
                id,
                host,
                vcpus,
                memoryMib,
                memoryUsedMib,
                dirtyRate,
                resources,
                demand,
                arrives,
                Optional.of(at),
                pinned);
    }

    public ServerSpec pinned(boolean other) {
        return new ServerSpec(
                id, host, vcpus, memoryMib, memoryUsedMib, dirtyRate, resources, demand, arrives, leaves, other);
    }

    public boolean thereAtStart() {
        return arrives.isZero();
    }
}
