package io.drover.telemetry;

import io.drover.model.MigrationInProgress;
import io.drover.openstack.Migration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Nova's records of live migrations say.
 *
 * @param inProgress those that have not ended
 * @param lastMoved by server: when its newest completed one ended
 */
record MigrationHistory(List<MigrationInProgress> inProgress, Map<String, Instant> lastMoved) {

    static MigrationHistory of(List<Migration> migrations) {
        List<Migration> live = migrations.stream().filter(Migration::live).toList();
        Map<String, Instant> moved = new TreeMap<>();
        live.stream()
                .filter(Migration::completed)
                .forEach(m -> moved.merge(m.server(), m.updatedAt(), (a, b) -> a.isAfter(b) ? a : b));
        List<MigrationInProgress> open = live.stream()
                .filter(m -> !m.ended())
                .map(m -> new MigrationInProgress(
                        m.server(), m.source(), m.destination().orElse("")))
                .toList();
        return new MigrationHistory(open, moved);
    }
}
