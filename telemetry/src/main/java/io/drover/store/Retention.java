package io.drover.store;

import java.sql.Connection;
import java.sql.SQLException;

/** What is older than an operator wants to keep. */
final class Retention {

    private Retention() {}

    /**
     * @param before milliseconds since 1970
     * @return rows removed
     */
    static int prune(Connection open, long before) throws SQLException {
        return Sql.run(open, "DELETE FROM drover_host_sample WHERE at_ms < ?", before)
                + Sql.run(open, "DELETE FROM drover_sample WHERE at_ms < ?", before)
                + Sql.run(open, "DELETE FROM drover_host_sample_5min WHERE at_ms < ?", before)
                + Sql.run(open, "DELETE FROM drover_sample_5min WHERE at_ms < ?", before)
                + Sql.run(open, "DELETE FROM drover_migration WHERE started_ms < ?", before)
                + Sql.run(
                        open,
                        "DELETE FROM drover_bid WHERE auction IN (SELECT auction FROM drover_auction WHERE ended_ms < ?)",
                        before)
                + Sql.run(open, "DELETE FROM drover_auction WHERE ended_ms < ?", before);
    }
}
