package io.drover.model;

/**
 * What a host's servers were promised, those that are on their way here included, those that leave left out. Null: not
 * known, or nothing may be placed there.
 *
 * @param servers how many
 * @param vcpus of these
 * @param vcpusAtMost that Placement would allocate on the host were it empty
 * @param memoryMib of these, by their flavors
 * @param memoryAtMostMib likewise
 */
public record Allocation(Long servers, Long vcpus, Long vcpusAtMost, Long memoryMib, Long memoryAtMostMib) {

    public static final Allocation UNKNOWN = new Allocation(null, null, null, null, null);
}
