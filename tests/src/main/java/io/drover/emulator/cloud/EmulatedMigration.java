package io.drover.emulator.cloud;

import java.time.Instant;

/** One live migration, from the request to its end. */
public final class EmulatedMigration {

    private final int id;
    private final String uuid;
    private final EmulatedServer server;
    private final Host source;
    private final EmulatedAction action;
    private final Instant created;
    private Host destination;
    private MigrationStatus status = MigrationStatus.ACCEPTED;
    private Instant updated;
    private Copy copy;
    private MigrationFault fault;
    private boolean forgotten;
    /** Grows with each thing that is to come, so that what was to come before is off. */
    private int ticket;

    EmulatedMigration(int id, EmulatedServer server, EmulatedAction action, Instant created) {
        this.id = id;
        this.uuid = Identity.uuid("migration", id);
        this.server = server;
        this.source = server.host();
        this.action = action;
        this.created = created;
        this.updated = created;
    }

    public int id() {
        return id;
    }

    public String uuid() {
        return uuid;
    }

    public EmulatedServer server() {
        return server;
    }

    public Host source() {
        return source;
    }

    /** Null until scheduler and destination have agreed. */
    public Host destination() {
        return destination;
    }

    public MigrationStatus status() {
        return status;
    }

    public Instant created() {
        return created;
    }

    /** Moves with the status, and with each new progress. */
    public Instant updatedAt(Instant now) {
        boolean copying = status == MigrationStatus.RUNNING && !forgotten;
        Instant progressed = copying ? copy.updatedAt(now) : updated;
        return progressed.isAfter(updated) ? progressed : updated;
    }

    public Copy.Progress progress(Instant now) {
        return status == MigrationStatus.RUNNING ? copy.progress(now) : Copy.Progress.NONE;
    }

    /** What has gone over the network so far. */
    public long sentBytes(Instant now) {
        return copy == null ? 0 : copy.sentBytes(status.ended() ? updated : now);
    }

    EmulatedAction action() {
        return action;
    }

    Copy copy() {
        return copy;
    }

    boolean forgotten() {
        return forgotten;
    }

    MigrationFault fault() {
        return fault;
    }

    int ticket() {
        return ticket;
    }

    int nextTicket() {
        return ++ticket;
    }

    void foresee(MigrationFault planned) {
        fault = planned;
    }

    void goTo(Host agreed) {
        destination = agreed;
    }

    /** Nobody will write its record any more. */
    void forget(Instant now) {
        forgotten = true;
        updated = now;
    }

    void startCopy(Copy started) {
        copy = started;
    }

    void become(MigrationStatus next, Instant now) {
        if (status.ended()) {
            throw new AssertionError("migration " + id + " is " + status + " and cannot become " + next);
        }
        status = next;
        updated = now;
    }
}
