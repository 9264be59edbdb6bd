package io.drover.emulator.cloud;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The migrations table. Forgets the oldest ended ones beyond a bound. */
public final class MigrationLog {

    private static final int REMEMBERED = 5_000;

    private final Deque<EmulatedMigration> newestFirst = new ArrayDeque<>();
    private final Map<Integer, EmulatedMigration> byId = new HashMap<>();
    private final Map<String, EmulatedMigration> byUuid = new HashMap<>();
    private int lastId;

    /** Newest first. */
    public Iterable<EmulatedMigration> all() {
        return Collections.unmodifiableCollection(newestFirst);
    }

    /** Null when unknown or forgotten. */
    public EmulatedMigration byUuid(String uuid) {
        return byUuid.get(uuid);
    }

    /** Refused when it is not one of this server's. */
    public EmulatedMigration of(EmulatedServer server, int id) {
        EmulatedMigration migration = byId.get(id);
        if (migration == null || migration.server() != server) {
            throw Refusal.notFound("Migration " + id + " not found for instance " + server.id() + ".");
        }
        return migration;
    }

    int nextId() {
        return ++lastId;
    }

    void add(EmulatedMigration migration) {
        newestFirst.addFirst(migration);
        byId.put(migration.id(), migration);
        byUuid.put(migration.uuid(), migration);
        if (newestFirst.size() > REMEMBERED && newestFirst.peekLast().status().ended()) {
            EmulatedMigration oldest = newestFirst.removeLast();
            byId.remove(oldest.id());
            byUuid.remove(oldest.uuid());
        }
    }
}
