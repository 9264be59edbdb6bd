package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.measurement.FleetView.MigrationRow;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {

    private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void readsTheMigrationsThatAMeasurementPointKept() throws SQLException {
        String url = SqlLedger.embedded(directory);
        MigrationRow early = row("pm1/a/1", AT);
        MigrationRow late = row("pm1/a/2", AT.plusSeconds(60));
        SqlLedger.Limits limits = SqlLedger.Limits.waiting(100);
        try (SqlLedger ledger = new SqlLedger(url, "mp", limits, InstantSource.fixed(AT))) {
            ledger.start(AT);
            ledger.keep(early);
            ledger.keep(late);
        }
        assertThat(Archive.migrations(url, Instant.EPOCH)).containsExactly(late, early);
        assertThat(Archive.migrations(url, AT.plusSeconds(1))).containsExactly(late);
    }

    @Test
    void aDatabaseThatNobodyUsedIsToldAndLeftAsItIs() {
        String url = "jdbc:h2:mem:" + directory.getFileName() + ";PASSWORD=hush;USER=sa";
        assertThatThrownBy(() -> Archive.migrations(url, Instant.EPOCH))
                .isInstanceOf(SQLException.class)
                .hasMessageStartingWith("the measurement store cannot be read: ")
                .hasMessageNotContaining("hush");
    }

    private static MigrationRow row(String auction, Instant at) {
        return new MigrationRow(
                auction,
                "11111111-1111-4111-8111-111111111111",
                "pm1",
                "pm2",
                "push",
                at,
                at.plusSeconds(9),
                "completed",
                "",
                1,
                0.8,
                0.9,
                20,
                9,
                0.03);
    }
}
