package io.drover.lab;

import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.EmulatedMigration;
import io.drover.emulator.cloud.Host;
import io.drover.model.HostInfo;
import io.drover.model.Thresholds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A fleet at one moment, for people to see.
 *
 * @param at since the start
 */
record FleetPicture(Duration at, double systemPerformance, List<Row> hosts, List<Move> moves) {

    /**
     * A host as it truly is, and what its agent says of it.
     *
     * @param load normalised, true
     * @param thresholds the current ones
     * @param state why it takes no part, or the auction that holds it; empty: nothing to tell
     */
    record Row(String host, double load, int servers, Thresholds thresholds, String state) {}

    /**
     * A migration under way.
     *
     * @param progress 0..1 as its agent tells; NaN: it tells none
     */
    record Move(String server, String source, String destination, String status, double progress) {}

    /**
     * What the agents say.
     *
     * @param hosts by name
     * @param progress of migrations under way, by server
     */
    record Told(Map<String, HostInfo> hosts, Map<String, Double> progress) {}

    static FleetPicture of(Duration at, EmulatedCloud cloud, double systemPerformance, Told told) {
        return cloud.inside(() -> {
            List<Row> rows = new ArrayList<>();
            for (Host host : cloud.fleet().hosts()) {
                rows.add(row(host, told.hosts().get(host.name())));
            }
            return new FleetPicture(at, systemPerformance, rows, moves(cloud, told.progress()));
        });
    }

    private static Row row(Host host, HostInfo agent) {
        double load = host.runnable() / host.pCpus();
        int servers = host.servers().size();
        if (agent == null) return new Row(host.name(), load, servers, Thresholds.DEFAULT, "silent");
        String holder = agent.standing().lockedBy();
        String state = holder.isEmpty() ? agent.standing().unavailable() : "locked by " + holder;
        return new Row(host.name(), load, servers, agent.current(), state);
    }

    private static List<Move> moves(EmulatedCloud cloud, Map<String, Double> progress) {
        List<Move> moves = new ArrayList<>();
        for (EmulatedMigration migration : cloud.migrations().log().all()) {
            if (migration.status().ended()) continue;
            Host destination = migration.destination();
            moves.add(new Move(
                    migration.server().id(),
                    migration.source().name(),
                    destination == null ? "?" : destination.name(),
                    migration.status().word(),
                    progress.getOrDefault(migration.server().id(), Double.NaN)));
        }
        return moves;
    }
}
