package io.drover.nova;

import java.time.Instant;
import java.util.Optional;

/**
 * A row of Nova's os-migrations.
 *
 * @param id ascending in one cell: a later request has a higher one
 * @param source host
 * @param destination host; empty while the scheduler has not chosen, or when it could not
 * @param status Nova's word: accepted, queued, preparing, running, completed, failed, error, cancelled, …
 * @param createdAt by Nova's clock, whole seconds
 * @param updatedAt likewise
 */
public record MigrationRecord(
        long id, String source, Optional<String> destination, String status, Instant createdAt, Instant updatedAt) {

    boolean completed() {
        return status.equals("completed");
    }

    boolean cancelled() {
        return status.equals("cancelled");
    }

    boolean failed() {
        return status.equals("failed") || status.equals("error");
    }

    boolean ended() {
        return completed() || cancelled() || failed();
    }

    /** Copying; {@code running (post-copy)} is one of its forms. */
    boolean running() {
        return status.startsWith("running");
    }
}
