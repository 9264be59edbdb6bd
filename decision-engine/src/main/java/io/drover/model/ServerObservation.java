package io.drover.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A server as telemetry found it on this host.
 *
 * @param id UUID
 * @param vcpus at least 1
 * @param load measured utilisation x vCPUs, in CPUs; empty: no valid rate, the server is not offered
 * @param memoryMib flavor memory, MiB
 * @param dirtyRate D, MB/s; empty: unknown
 * @param resources its Placement allocation
 * @param antiAffinity ids of the soft anti-affinity groups it is in
 * @param immovable why it must stay ("locked", "task state resizing", …); empty: it may move
 * @param moved ends of its live migrations within a day, and of the newest, as far as Nova's records tell
 * @param usage what it gets and holds besides
 */
public record ServerObservation(
        String id,
        int vcpus,
        OptionalDouble load,
        long memoryMib,
        OptionalDouble dirtyRate,
        Resources resources,
        List<String> antiAffinity,
        Optional<String> immovable,
        List<Instant> moved,
        ServerUsage usage) {

    /** {@code immovable} begins with it where nothing but the operator's own rules keeps the server. */
    public static final String EXCLUDED = "is excluded by ";

    public ServerObservation {
        antiAffinity = List.copyOf(antiAffinity);
        moved = List.copyOf(moved);
    }

    /** Whether it could move, and only the operator's own rules keep it. */
    public boolean excluded() {
        return immovable.filter(why -> why.startsWith(EXCLUDED)).isPresent();
    }

    /** Of a server of which nothing else is known. */
    public ServerObservation(
            String id,
            int vcpus,
            OptionalDouble load,
            long memoryMib,
            OptionalDouble dirtyRate,
            Resources resources,
            List<String> antiAffinity,
            Optional<String> immovable,
            List<Instant> moved) {
        this(id, vcpus, load, memoryMib, dirtyRate, resources, antiAffinity, immovable, moved, ServerUsage.UNKNOWN);
    }
}
