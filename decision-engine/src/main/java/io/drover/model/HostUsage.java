package io.drover.model;

import java.util.OptionalDouble;

/**
 * What a host has and uses besides CPU. Null: not known here.
 *
 * @param memoryMib MemTotal, or what Placement holds
 * @param memoryUsedMib MemTotal - MemAvailable
 * @param trafficBytes received and sent over all interfaces but the loopback, from {@code /proc/net/dev}
 * @param trafficPackets likewise
 */
public record HostUsage(Long memoryMib, Long memoryUsedMib, Long trafficBytes, Long trafficPackets) {

    public static final HostUsage UNKNOWN = new HostUsage(null, null, null, null);

    /**
     * Share of its memory that would be used with so much more.
     *
     * @param mib negative: less
     * @return 0 or more; empty: nobody measures it
     */
    public OptionalDouble memoryWith(double mib) {
        if (memoryMib == null || memoryUsedMib == null || memoryMib <= 0) return OptionalDouble.empty();
        return OptionalDouble.of(Math.max(0, memoryUsedMib + mib) / memoryMib);
    }

    /** The same with so much more memory used, where its use is known. */
    public HostUsage using(long mib) {
        return memoryUsedMib == null
                ? this
                : new HostUsage(memoryMib, memoryUsedMib + mib, trafficBytes, trafficPackets);
    }
}
