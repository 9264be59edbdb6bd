package io.drover.emulator.cloud;

import java.util.ArrayList;
import java.util.List;

/** What a cloud shows of its migrations, numbered in the order of their requests, and of their servers. */
record ShownMigrations(EmulatedCloud cloud) {

    MigrationStatus status(int id) {
        return cloud.inside(() -> migration(id).status());
    }

    EmulatedMigration migration(int id) {
        for (EmulatedMigration migration : cloud.migrations().log().all()) {
            if (migration.id() == id) {
                return migration;
            }
        }
        throw new AssertionError("no migration " + id);
    }

    /** Of all, the newest first. */
    List<MigrationStatus> statuses() {
        return cloud.inside(() -> {
            List<MigrationStatus> all = new ArrayList<>();
            cloud.migrations().log().all().forEach(migration -> all.add(migration.status()));
            return all;
        });
    }

    String hostOf(String server) {
        return cloud.inside(() -> cloud.fleet().serverNamed(server).host().name());
    }

    String taskState(String server) {
        return cloud.inside(() -> cloud.fleet().serverNamed(server).taskState());
    }

    void abort(int id) {
        cloud.inside(() -> {
            cloud.migrations().abort(migration(id), "req-abort");
            return null;
        });
    }
}
