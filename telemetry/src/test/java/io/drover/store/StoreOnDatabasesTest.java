package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.measurement.Fleet;
import io.drover.measurement.FleetView.Sample;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The store on the real MariaDB and PostgreSQL. */
@Tag("database")
class StoreOnDatabasesTest {

    private final Fleet fleet = new Fleet();

    @Test
    void mariadbKeepsWhatItIsTold() throws IOException, InterruptedException, SQLException {
        try (DatabaseServer server = DatabaseServer.mariadb()) {
            StoreContract.restartKnowsAll(server.url());
            StoreContract.sameTwiceIsThereOnce(server.url());
            StoreContract.namesStayAsTheyAre(server.url());
            StoreContract.oldSamplesRemainAsMeans(server.url());
        }
    }

    @Test
    void mariadbKeepsWhatTheFirstEditionWrote() throws IOException, InterruptedException, SQLException {
        try (DatabaseServer server = DatabaseServer.mariadb()) {
            EarlierStore.isKept(server.url());
        }
    }

    @Test
    void postgresqlKeepsWhatTheFirstEditionWrote() throws IOException, InterruptedException, SQLException {
        try (DatabaseServer server = DatabaseServer.postgresql()) {
            EarlierStore.isKept(server.url());
        }
    }

    @Test
    void postgresqlKeepsWhatItIsTold() throws IOException, InterruptedException, SQLException {
        try (DatabaseServer server = DatabaseServer.postgresql()) {
            StoreContract.restartKnowsAll(server.url());
            StoreContract.sameTwiceIsThereOnce(server.url());
            StoreContract.namesStayAsTheyAre(server.url());
            StoreContract.oldSamplesRemainAsMeans(server.url());
        }
    }

    @Test
    void aMariadbThatIsKilledMidRunLosesNothingThatFindsRoom() throws IOException, InterruptedException, SQLException {
        try (DatabaseServer server = DatabaseServer.mariadb()) {
            outage(server, 50, 0);
        }
    }

    @Test
    void whatFindsNoRoomWhilePostgresqlIsAwayLeavesAGap() throws IOException, InterruptedException, SQLException {
        try (DatabaseServer server = DatabaseServer.postgresql()) {
            outage(server, 8, 12);
        }
    }

    /** Ten samples, an outage with twenty, ten more. */
    private void outage(DatabaseServer server, int room, int lost)
            throws IOException, InterruptedException, SQLException {
        SqlLedger.Limits limits = SqlLedger.Limits.waiting(room);
        try (SqlLedger ledger = new SqlLedger(server.url(), "mp", limits, fleet)) {
            ledger.start(Instant.EPOCH);
            samples(ledger, 10);
            await().until(() -> ledger.state().waiting() == 0);
            server.kill();
            samples(ledger, 20);
            await().until(() -> !ledger.state().up());
            server.start();
            await().atMost(Duration.ofSeconds(60)).until(() -> ledger.state().waiting() == 0);
            assertThat(ledger.state().up()).isTrue();
            samples(ledger, 10);
            await().until(() -> ledger.state().waiting() == 0);
            assertThat(ledger.state().dropped()).isEqualTo(lost);
            assertThat(ledger.state().written()).isEqualTo(40 - lost);
        }
        try (SqlLedger ledger = new SqlLedger(server.url(), "mp", limits, fleet)) {
            List<Sample> kept = ledger.start(Instant.EPOCH).samples();
            assertThat(kept).hasSize(40 - lost).extracting(Sample::at).doesNotHaveDuplicates();
            assertThat(kept).filteredOn(Sample::gap).hasSize(lost == 0 ? 0 : 1);
        }
    }

    /** No more at once than the smallest queue takes, unless the database is away. */
    private void samples(SqlLedger ledger, int count) {
        for (int i = 0; i < count; i++) {
            fleet.passes(Fleet.INTERVAL);
            ledger.keep(new Sample(fleet.instant(), false, 0.9, 0.5, 1, 0, 2, List.of()), List.of());
            if (ledger.state().up() && count == 10)
                await().until(() -> ledger.state().waiting() == 0);
        }
    }
}
