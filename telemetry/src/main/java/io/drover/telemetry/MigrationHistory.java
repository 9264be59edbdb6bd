package io.drover.telemetry;

import io.drover.model.MigrationInProgress;
import io.drover.openstack.Migration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What Nova's records of migrations say.
 *
 * @param inProgress those of any kind that are under way
 * @param moved by server: when its completed live ones ended, newest first
 */
record MigrationHistory(List<MigrationInProgress> inProgress, SortedMap<String, List<Instant>> moved) {

    /**
     * @param migrations newest first
     */
    static MigrationHistory of(List<Migration> migrations) {
        List<Migration> live = migrations.stream().filter(Migration::live).toList();
        SortedMap<String, List<Instant>> moved = new TreeMap<>();
        live.stream()
                .filter(Migration::completed)
                .forEach(m -> moved.computeIfAbsent(m.server(), any -> new ArrayList<>())
                        .add(m.updatedAt()));
        moved.values().forEach(ends -> ends.sort((a, b) -> b.compareTo(a)));
        List<MigrationInProgress> open = migrations.stream()
                .filter(Migration::underWay)
                .map(m -> new MigrationInProgress(
                        m.server(), m.source(), m.destination().orElse(""), m.type()))
                .toList();
        return new MigrationHistory(open, moved);
    }
}
