package io.drover.audit;

import io.drover.openstack.CloudException;
import io.drover.openstack.InstanceAction;
import io.drover.openstack.Migration;
import io.drover.openstack.MigrationFilter;
import io.drover.openstack.NovaClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What Nova keeps of migrations: of all types, and of all origins. */
final class NovaRecords {

    /** Nova's words for an action and for the migration that it makes differ. */
    private static final Map<String, String> ACTIONS = new TreeMap<>(Map.of(
            "live-migration", "live-migration", "migration", "migrate", "resize", "resize", "evacuation", "evacuate"));

    /** Both times are Nova's, yet of two services; they are whole seconds. */
    private static final Duration ROUNDING = Duration.ofSeconds(2);

    private static final int UNCHANGED = 200;

    private final NovaClient nova;
    private final Map<String, List<InstanceAction>> actions = new TreeMap<>();

    NovaRecords(NovaClient nova) {
        this.nova = nova;
    }

    /**
     * Newest first.
     *
     * @param since changed, or created and not changed yet, at or after this; empty: all
     * @param until created at or before this
     */
    List<Migration> migrations(Optional<Instant> since, Optional<Instant> until) {
        Map<String, Migration> found = new LinkedHashMap<>();
        if (since.isEmpty()) {
            nova.migrations(MigrationFilter.ALL).forEach(row -> found.put(row.uuid(), row));
        } else {
            // Nova's changes-since passes over what was asked for a moment ago and has not changed since
            nova.newestMigrations(MigrationFilter.ALL, UNCHANGED).stream()
                    .filter(row -> !row.updatedAt().isBefore(since.get()))
                    .forEach(row -> found.put(row.uuid(), row));
            nova.migrations(MigrationFilter.ALL.changedSince(since.get())).forEach(row -> found.put(row.uuid(), row));
        }
        return found.values().stream()
                .filter(row -> until.isEmpty() || !row.createdAt().isAfter(until.get()))
                .sorted(Comparator.comparing(Migration::createdAt)
                        .thenComparing(Migration::id)
                        .reversed())
                .toList();
    }

    /** The id of the request that asked for a migration: the last such action before Nova wrote the migration down. */
    Optional<String> request(Migration row) {
        String action = ACTIONS.getOrDefault(row.type(), row.type());
        Instant latest = row.createdAt().plus(ROUNDING);
        return actions.computeIfAbsent(row.server(), this::actions).stream()
                .filter(each ->
                        each.action().equals(action) && !each.startedAt().isAfter(latest))
                .max(Comparator.comparing(InstanceAction::startedAt))
                .map(InstanceAction::requestId);
    }

    /** Nova forgets a server's actions when it is purged. */
    private List<InstanceAction> actions(String server) {
        try {
            return nova.actions(server);
        } catch (CloudException.NotFound e) {
            return new ArrayList<>();
        }
    }
}
