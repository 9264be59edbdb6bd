package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.auction.Report;
import io.drover.measurement.Fleet;
import io.drover.measurement.FleetView.Sample;
import io.drover.measurement.Ledger;
import io.drover.measurement.MeasurementPoint;
import io.drover.measurement.RoundReading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The embedded store; {@code StoreOnDatabasesTest} runs the same against MariaDB and PostgreSQL. */
class SqlLedgerTest {

    @TempDir
    private Path state;

    private final Fleet fleet = new Fleet();

    @Test
    void aRestartedMeasurementPointKnowsWhatItsEarlierRunKept() throws SQLException {
        StoreContract.restartKnowsAll(SqlLedger.embedded(state));
    }

    @Test
    void whatTheFirstEditionWroteIsKept() throws SQLException {
        EarlierStore.isKept(SqlLedger.embedded(state));
    }

    @Test
    void theSameTwiceIsThereOnce() throws SQLException {
        StoreContract.sameTwiceIsThereOnce(SqlLedger.embedded(state));
    }

    @Test
    void namesStayAsTheyAre() throws SQLException {
        StoreContract.namesStayAsTheyAre(SqlLedger.embedded(state));
    }

    @Test
    void oldSamplesRemainAsMeans() throws SQLException {
        StoreContract.oldSamplesRemainAsMeans(SqlLedger.embedded(state));
    }

    /** H2's own exception for a file so short has no message. */
    @ParameterizedTest
    @ValueSource(ints = {6, 5000, 20_000})
    void aFileThatIsNoDatabaseIsToldInWordsAndLeftAsItIs(int bytes) throws Exception {
        byte[] garbage = new byte[bytes];
        new Random(bytes).nextBytes(garbage);
        Path file = Files.write(state.resolve("measurements.mv.db"), garbage);
        try (SqlLedger ledger = open(SqlLedger.embedded(state), SqlLedger.Limits.waiting(100))) {
            assertThatThrownBy(() -> ledger.start(Instant.EPOCH))
                    .isInstanceOf(SQLException.class)
                    .message()
                    .isNotEqualTo("null")
                    .hasSizeGreaterThan(10)
                    .hasLineCount(1);
        }
        assertThat(file).hasBinaryContent(garbage);
    }

    @Test
    void whatIsOlderThanTheRetentionIsRemoved() throws SQLException {
        String url = SqlLedger.embedded(state);
        try (SqlLedger ledger =
                open(url, SqlLedger.Limits.waiting(100).withRetention(Optional.of(Duration.ofDays(1))))) {
            ledger.start(Instant.EPOCH);
            ledger.keep(sample(fleet.instant().minus(Duration.ofDays(2))), List.of());
            ledger.keep(sample(fleet.instant()), List.of());
        }
        assertThat(read(url).samples()).extracting(Sample::at).containsExactly(Fleet.START);
    }

    @Test
    void whatFindsNoRoomIsCountedAndLeavesAGap() throws SQLException {
        String url = SqlLedger.embedded(state);
        try (SqlLedger ledger = open(url, SqlLedger.Limits.waiting(3))) {
            for (int i = 0; i < 5; i++) ledger.keep(sample(Fleet.START.plusSeconds(i)), List.of());
            assertThat(ledger.state().dropped()).isEqualTo(2);
            ledger.start(Instant.EPOCH);
        }
        assertThat(read(url).samples()).extracting(Sample::gap).containsExactly(true, false, false);
    }

    @Test
    void whatNoDatabaseTakesDoesNotStopTheRest() throws SQLException {
        String url = SqlLedger.embedded(state);
        try (SqlLedger ledger = open(url, SqlLedger.Limits.waiting(10))) {
            ledger.start(Instant.EPOCH);
            ledger.keep(Fleet.auction("a".repeat(300), Fleet.START));
            ledger.keep(Fleet.auction("a1", Fleet.START));
        }
        assertThat(read(url).auctions()).hasSize(1);
    }

    /** Twelve samples of 50,000 hosts are more than memory holds, though nobody answered the newest. */
    @Test
    @Tag("long")
    void aRestartReadsNoMoreThanMemoryHolds() throws SQLException {
        String url = SqlLedger.embedded(state);
        Report.Traffic traffic = new Report.Traffic(0, 0, 0, 0);
        List<RoundReading> many = IntStream.range(0, 50_000)
                .mapToObj(i -> new RoundReading("pm" + i, 0.5, 0.7, 0.3, Fleet.START, 0, 0, 0, traffic))
                .toList();
        Instant last = Fleet.START.plusSeconds(600 * 11);
        try (SqlLedger ledger = open(url, SqlLedger.Limits.waiting(20))) {
            ledger.start(Instant.EPOCH);
            for (int i = 0; i < 11; i++) ledger.keep(sample(Fleet.START.plusSeconds(600L * i)), many);
            ledger.keep(sample(last), List.of());
            await().atMost(Duration.ofSeconds(60)).until(() -> ledger.state().waiting() == 0);
        }
        List<Sample> samples = read(url).samples();
        assertThat(samples).hasSize(9);
        assertThat(samples.get(8).at()).isEqualTo(last);
        assertThat(samples.get(0).hosts()).hasSize(50_000);
    }

    @Test
    void whatCannotBeTidiedStopsNothing() throws SQLException {
        String url = SqlLedger.embedded(state);
        try (SqlLedger ledger = open(url, SqlLedger.Limits.waiting(10))) {
            ledger.start(Instant.EPOCH);
            try (Connection other = DriverManager.getConnection(url);
                    Statement statement = other.createStatement()) {
                statement.execute("DROP TABLE drover_sample_5min");
            }
            for (int i = 0; i < 3; i++) ledger.keep(sample(Fleet.START.plusSeconds(600L * i)), List.of());
            await().atMost(Duration.ofSeconds(30)).until(() -> ledger.state().written() == 3);
            assertThat(ledger.state().up()).isTrue();
        }
    }

    @Test
    void aUrlIsShownWithoutItsSecrets() {
        assertThat(new Database("jdbc:mariadb://db/drover?user=drover&password=geheim").where())
                .isEqualTo("jdbc:mariadb://db/drover");
        assertThat(new Database("jdbc:postgresql://drover:geheim@db/drover").where())
                .isEqualTo("jdbc:postgresql://db/drover");
    }

    @Test
    void aUrlThatNoDriverKnowsIsOneSentence() {
        try (SqlLedger ledger = open("jdbc:nothing://db?password=geheim", SqlLedger.Limits.waiting(1))) {
            assertThatThrownBy(() -> ledger.start(Instant.EPOCH))
                    .isInstanceOf(SQLException.class)
                    .hasMessageNotContaining("geheim")
                    .hasMessageNotContaining("\n");
        }
    }

    private SqlLedger open(String url, SqlLedger.Limits limits) {
        return new SqlLedger(url, "mp", limits, fleet);
    }

    private Ledger.Past read(String url) throws SQLException {
        try (SqlLedger ledger = open(url, SqlLedger.Limits.waiting(1))) {
            return ledger.start(Instant.EPOCH);
        }
    }

    private static Sample sample(Instant at) {
        return new Sample(at, false, 0.9, 0.5, 1, 0, Double.NaN, List.of());
    }

    static MeasurementPoint point(Fleet fleet, Ledger ledger, Ledger.Past past) {
        return new MeasurementPoint(Fleet.INTERVAL, fleet, ledger, past, Runnable::run);
    }
}
