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
 * @param migrations live migrations in progress from or to this host, of any origin
 * @param fleetMigrations live migrations in progress in the whole fleet; empty unless a fleet cap needs it
 * @param problem why this sample must neither start nor join an auction; empty: sound
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
        Optional<String> problem) {

    public HostObservation {
        servers = List.copyOf(servers);
        migrations = List.copyOf(migrations);
    }
}
