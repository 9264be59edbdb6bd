package io.drover.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One sample of this host by telemetry. Raw: smoothing and pending load are the engine's.
 *
 * @param sampledAt when {@code load} was true, not when it was read
 * @param cpus C, physical CPUs; 0 when unknown
 * @param load the load estimate in use, in runnable tasks; empty: no valid load
 * @param free by Placement: (total - reserved) x allocation ratio - used, per class
 * @param closed why Nova would place no server here ("service disabled", "down", …); empty: open
 * @param servers those that Nova says are on this host
 * @param migrations migrations of any kind in progress from or to this host, of any origin
 * @param fleetMigrations live migrations in progress in the whole fleet; empty unless a fleet cap needs it
 * @param problem why this sample must neither start nor join an auction; empty: sound
 * @param vitals where the loads came from, and what else the host's kernel tells
 * @param zone its availability zone; empty: not known, for Nova tells of no server that is pinned to one
 */
public record HostObservation(
        Instant sampledAt,
        int cpus,
        OptionalDouble load,
        HostUsage usage,
        Resources free,
        Optional<String> closed,
        List<ServerObservation> servers,
        List<MigrationInProgress> migrations,
        OptionalInt fleetMigrations,
        Optional<String> problem,
        Vitals vitals,
        Optional<String> zone) {

    /** {@code closed} begins with it where an operator closed the host. */
    public static final String DISABLED = "service disabled";

    /** A compute service that is disabled with a reason that begins so is an order to drain its host. */
    public static final String DRAIN = "drover:drain";

    public HostObservation {
        servers = List.copyOf(servers);
        migrations = List.copyOf(migrations);
    }

    /** Why the host is to be emptied, in the operator's words to Nova; empty: nobody said so there. */
    public Optional<String> drained() {
        String order = DISABLED + ": " + DRAIN;
        return closed.filter(why -> why.startsWith(order))
                .map(why -> why.substring(order.length()).strip());
    }

    /** Of a host that tells nothing else. */
    public HostObservation(
            Instant sampledAt,
            int cpus,
            OptionalDouble load,
            HostUsage usage,
            Resources free,
            Optional<String> closed,
            List<ServerObservation> servers,
            List<MigrationInProgress> migrations,
            OptionalInt fleetMigrations,
            Optional<String> problem) {
        this(
                sampledAt,
                cpus,
                load,
                usage,
                free,
                closed,
                servers,
                migrations,
                fleetMigrations,
                problem,
                Vitals.UNKNOWN,
                Optional.empty());
    }

    /** The same of a host in this zone. */
    public HostObservation in(Optional<String> its) {
        return new HostObservation(
                sampledAt, cpus, load, usage, free, closed, servers, migrations, fleetMigrations, problem, vitals, its);
    }
}
