package io.drover.nova;

/**
 * Why a live migration broke off, from Nova's record of the server's actions.
 *
 * @param event the step that failed, as Nova names it
 * @param details Nova's sentence; empty: none
 */
public record MigrationFailure(String event, String details) {

    /** Whether the destination could not even be prepared: the pair's fault, not the server's. */
    boolean beforeCopying() {
        return event.startsWith("conductor_")
                || event.startsWith("compute_check_can_live_migrate")
                || event.equals("compute_pre_live_migration");
    }
}
