package io.drover.cluster;

import java.util.List;

/**
 * What would help a server that cannot leave its host, by how its reason reads: doc/operating.md, "Empty a host".
 *
 * @param reads in the reason
 * @param helps what an operator could do
 */
public record Remedy(String reads, String helps) {

    private static final List<Remedy> ALL = List.of(
            new Remedy("is locked", "openstack server unlock"),
            new Remedy("task state", "the end of its task"),
            new Remedy("is excluded by", "--include-excluded"),
            new Remedy("must stay with its affinity group", "to take it out of the group"),
            new Remedy("anti-affinity group", "another host, or to take it out of the group"),
            new Remedy("has accelerators", "a cold migration"),
            new Remedy("PCI device", "a cold migration"),
            new Remedy("encrypted memory", "a cold migration"),
            new Remedy("dirties memory", "[drain] on_stall = force_complete, or a quieter hour"),
            new Remedy(
                    "would be down for", "[drain] on_stall = force_complete, or a higher [migration] downtime_limit"),
            new Remedy("would take ", "a faster link, or a higher [migration] completion_timeout"),
            new Remedy("no room for", "room on another host"),
            new Remedy("the ceiling of a drain", "a quieter hour, or a higher [drain] ceiling"),
            new Remedy("is SHUTOFF", "to start it, or a cold migration"),
            new Remedy("is PAUSED", "to unpause it"),
            new Remedy("is SUSPENDED", "to resume it"),
            new Remedy("is ERROR", "an operator: Nova calls it broken"));

    /** The reason, and where something is known to help, that. */
    public static String with(String reason) {
        return ALL.stream()
                .filter(remedy -> reason.contains(remedy.reads()))
                .findFirst()
                .map(remedy -> reason + "; what helps: " + remedy.helps())
                .orElse(reason);
    }
}
