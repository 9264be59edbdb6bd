package io.drover.model;

/**
 * What a host has and uses besides CPU. Null: not known here.
 *
 * @param memoryMib MemTotal, or what Placement holds
 * @param memoryUsedMib MemTotal - MemFree - Buffers - Cached
 * @param trafficBytes received and sent over all interfaces but the loopback, from {@code /proc/net/dev}
 * @param trafficPackets likewise
 */
public record HostUsage(Long memoryMib, Long memoryUsedMib, Long trafficBytes, Long trafficPackets) {

    public static final HostUsage UNKNOWN = new HostUsage(null, null, null, null);
}
