package io.drover.emulator.cloud;

import java.util.Locale;

/** Where a live migration stands, in Nova's words. The first four are under way, the last four are ends. */
public enum MigrationStatus {
    ACCEPTED,
    QUEUED,
    PREPARING,
    RUNNING,
    COMPLETED,
    FAILED,
    ERROR,
    CANCELLED;

    private final String word = name().toLowerCase(Locale.ROOT);

    public boolean ended() {
        return compareTo(COMPLETED) >= 0;
    }

    /** Listed under its server, and linked from os-migrations: under way and already with the source host. */
    public boolean inProgress() {
        return this == QUEUED || this == PREPARING || this == RUNNING;
    }

    public String word() {
        return word;
    }
}
