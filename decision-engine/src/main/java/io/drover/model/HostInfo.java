package io.drover.model;

/**
 * A host as it tells its peers about itself: what acceptance needs, and doc/sources.md, Table E-1.
 *
 * @param host the {@code host} of Nova's os-services
 * @param group the auction group, by default the availability zone
 * @param free what Placement would still allocate, less what is promised
 * @param base the thresholds that acceptance uses
 * @param current the thresholds that trigger, moved by the variable threshold
 */
public record HostInfo(
        String host,
        String group,
        HostLoad load,
        HostUsage usage,
        Resources free,
        Thresholds base,
        Thresholds current,
        Standing standing) {}
