package io.drover.scenario;

import io.drover.model.Resources;
import java.time.Duration;
import java.util.Optional;

/**
 * A server of a scenario.
 *
 * @param host where it starts; empty: where the scheduler puts it
 * @param dirtyRate D, MB/s
 * @param resources its Placement allocation
 * @param arrives when it is created
 * @param leaves when it is deleted; empty: never
 */
public record ServerSpec(
        String id,
        String host,
        int vcpus,
        long memoryMib,
        double dirtyRate,
        Resources resources,
        Demand demand,
        Duration arrives,
        Optional<Duration> leaves) {

    /** There from the start to the end, with 1 GB of disk and 1 MB/s of dirtied memory. */
    public static ServerSpec of(String id, String host, int vcpus, long memoryMib, Demand demand) {
        Resources resources = Resources.of(vcpus, memoryMib, 1);
        return new ServerSpec(id, host, vcpus, memoryMib, 1, resources, demand, Duration.ZERO, Optional.empty());
    }

    public ServerSpec dirtying(double megabytesPerSecond) {
        return new ServerSpec(id, host, vcpus, memoryMib, megabytesPerSecond, resources, demand, arrives, leaves);
    }

    public ServerSpec demanding(Demand other) {
        return new ServerSpec(id, host, vcpus, memoryMib, dirtyRate, resources, other, arrives, leaves);
    }

    public ServerSpec arriving(Duration at) {
        return new ServerSpec(id, host, vcpus, memoryMib, dirtyRate, resources, demand, at, leaves);
    }

    public ServerSpec leaving(Duration at) {
        return new ServerSpec(id, host, vcpus, memoryMib, dirtyRate, resources, demand, arrives, Optional.of(at));
    }

    public boolean thereAtStart() {
        return arrives.isZero();
    }
}
