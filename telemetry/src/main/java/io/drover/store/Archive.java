package io.drover.store;

import io.drover.measurement.FleetView.MigrationRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** What measurement points kept, read-only: nothing is made or changed. */
public final class Archive {

    private Archive() {}

    /**
     * All migrations that began at or after an instant, newest first.
     *
     * @param url JDBC; what it holds is never shown
     * @throws SQLException when the database cannot be used, or no measurement point has ever used it; without secrets
     */
    public static List<MigrationRow> migrations(String url, Instant since) throws SQLException {
        try (Database database = Database.existing(url)) {
            return database.transaction(open -> Reader.migrations(open, since));
        } catch (SQLException e) {
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason");
            throw new SQLException("the measurement store cannot be read: " + why, e);
        }
    }
}
