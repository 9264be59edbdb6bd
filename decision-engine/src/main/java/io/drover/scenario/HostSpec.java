package io.drover.scenario;

import io.drover.model.Resources;

/**
 * A compute host of a scenario.
 *
 * @param group its auction group
 * @param cpus physical CPUs, at least 1
 * @param capacity what Placement would allocate on it when empty: (total - reserved) x allocation ratio
 */
public record HostSpec(String name, String group, int cpus, long memoryMib, Resources capacity) {

    private static final long CPU_RATIO = 16;

    public HostSpec {
        if (cpus < 1) throw new IllegalArgumentException("host " + name + " wants at least 1 CPU, not " + cpus);
    }

    /** With 16 vCPUs per CPU, and memory and disk not overcommitted. */
    public static HostSpec of(String name, int cpus, long memoryMib, long diskGib) {
        return new HostSpec(name, "nova", cpus, memoryMib, Resources.of(CPU_RATIO * cpus, memoryMib, diskGib));
    }

    /** With at least so much memory to allocate, MiB. */
    HostSpec promising(long memory) {
        long more = Math.max(0, memory - memoryMib);
        return new HostSpec(name, group, cpus, memoryMib, capacity.plus(Resources.of(0, more, 0)));
    }

    HostSpec in(String otherGroup) {
        return new HostSpec(name, otherGroup, cpus, memoryMib, capacity);
    }
}
