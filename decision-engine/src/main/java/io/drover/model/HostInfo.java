package io.drover.model;

/**
 * A host as it tells its peers about itself: what acceptance needs, and doc/sources.md, Table E-1.
 *
 * @param host the {@code host} of Nova's os-services
 * @param group the auction group, by default the availability zone
 * @param free what Placement would still allocate, less what is promised
 * @param base the thresholds that acceptance uses
 * @param current the thresholds that trigger, moved by the variable threshold
 * @param vitals where its loads come from, and what else its kernel tells
 * @param allocation what its servers were promised; unknown of one that takes none, or spreads nothing
 */
public record HostInfo(
        String host,
        String group,
        HostLoad load,
        HostUsage usage,
        Resources free,
        Thresholds base,
        Thresholds current,
        Standing standing,
        Vitals vitals,
        Allocation allocation) {

    /** Of a host that does not tell what it has promised. */
    public HostInfo(
            String host,
            String group,
            HostLoad load,
            HostUsage usage,
            Resources free,
            Thresholds base,
            Thresholds current,
            Standing standing,
            Vitals vitals) {
        this(host, group, load, usage, free, base, current, standing, vitals, Allocation.UNKNOWN);
    }

    /** Of a host that tells nothing else. */
    public HostInfo(
            String host,
            String group,
            HostLoad load,
            HostUsage usage,
            Resources free,
            Thresholds base,
            Thresholds current,
            Standing standing) {
        this(host, group, load, usage, free, base, current, standing, Vitals.UNKNOWN);
    }

    /** The same with so much more memory used, MiB. */
    public HostInfo using(long memory) {
        return new HostInfo(host, group, load, usage.using(memory), free, base, current, standing, vitals, allocation);
    }

    /** The same, as it speaks in an auction of what an operator has approved, or not. */
    public HostInfo approved(boolean other) {
        return new HostInfo(
                host, group, load, usage, free, base, current, standing.approved(other), vitals, allocation);
    }
}
