package io.drover.node;

import io.drover.model.MigrationOrder;
import java.time.Instant;

/** Moves servers. Returns at once; how it ended comes back as exactly one {@code MigrationEnded} per call. */
public interface Cloud {

    /** Re-checks the server, asks Nova, supervises to an outcome within a bounded time. */
    void migrate(MigrationOrder order);

    /** Finds out how it ends without ever asking for it. */
    void watch(MigrationOrder order, Instant giveUpAt);

    /** Reports the order as skipped for this reason, without asking anything of Nova. */
    void refuse(MigrationOrder order, String reason);
}
