package io.drover.model;

import java.time.Instant;

/**
 * One live migration that an auction decided.
 *
 * @param auction the auction's id
 * @param server UUID
 * @param source host that asks Nova
 * @param destination host
 * @param callBefore after this instant Nova must not be asked any more: the destination's lease may be gone
 * @param predictedSeconds T_mig
 * @param predictedDowntimeSeconds T_down
 * @param forced whether Nova is to complete it by force, where it would be aborted as too slow
 */
public record MigrationOrder(
        String auction,
        String server,
        String source,
        String destination,
        Instant callBefore,
        double predictedSeconds,
        double predictedDowntimeSeconds,
        boolean forced) {

    /** Nothing is forced. */
    public MigrationOrder(
            String auction,
            String server,
            String source,
            String destination,
            Instant callBefore,
            double predictedSeconds,
            double predictedDowntimeSeconds) {
        this(auction, server, source, destination, callBefore, predictedSeconds, predictedDowntimeSeconds, false);
    }
}
