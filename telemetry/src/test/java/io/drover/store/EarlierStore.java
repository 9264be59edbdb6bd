package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.AuctionSummary;
import io.drover.measurement.Fleet;
import io.drover.measurement.FleetView.HostSample;
import io.drover.measurement.FleetView.MigrationRow;
import io.drover.measurement.FleetView.Sample;
import io.drover.measurement.Ledger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;

/** Tables as the first edition made and filled them, brought to what this version needs. */
final class EarlierStore {

    private static final int SAMPLES = 600;
    private static final List<String> HOSTS = List.of("PM1", "pm2", "pm3", "pm\u00e9");
    private static final String POINT = "earlier";

    private EarlierStore() {}

    /** Of a database that Drover has not used yet. */
    static void isKept(String url) throws SQLException {
        Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:io/drover/store")
                .table("drover_schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .target("1")
                .load()
                .migrate();
        try (Connection to = DriverManager.getConnection(url)) {
            fill(to);
        }
        Fleet fleet = new Fleet();
        try (SqlLedger ledger = new SqlLedger(url, POINT, SqlLedger.Limits.waiting(1_000), fleet)) {
            Ledger.Past past = ledger.start(Instant.EPOCH);
            assertThat(past.samples())
                    .hasSize(SAMPLES)
                    .allSatisfy(sample -> assertThat(sample.hosts())
                            .extracting(HostSample::host)
                            .containsExactlyInAnyOrderElementsOf(HOSTS));
            assertThat(past.samples()).extracting(Sample::at).startsWith(at(0)).endsWith(at(SAMPLES - 1));
            assertThat(past.migrations())
                    .singleElement()
                    .extracting(MigrationRow::server, MigrationRow::reason)
                    .containsExactly("8c0f", "\u00fcberlastet");
            assertThat(past.auctions())
                    .extracting(AuctionSummary::auction)
                    .containsExactlyInAnyOrder("PM1/1/1", "pm2/1/1");
        }
    }

    private static Instant at(int sample) {
        return Fleet.START.plus(Fleet.INTERVAL.multipliedBy(sample));
    }

    private static void fill(Connection to) throws SQLException {
        List<Object[]> samples = new ArrayList<>();
        List<Object[]> ofHosts = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            long millis = at(i).toEpochMilli();
            samples.add(new Object[] {POINT, millis, false, 0.9, 0.5, 1L, 0L, 2.0});
            for (String host : HOSTS) {
                ofHosts.add(new Object[] {POINT, millis, host, 0.5, 0.7, 0.3, 0L, 1L, 0L, 0L, 1L, 100L, 1L, 100L});
            }
        }
        Sql.insertAll(to, "drover_sample", samples);
        Sql.insertAll(to, "drover_host_sample", ofHosts);
        long began = at(0).toEpochMilli();
        Sql.insert(
                to,
                "drover_migration",
                "PM1/1/1",
                "8c0f",
                "PM1",
                "pm2",
                "push",
                began,
                began + 12_000,
                "failed",
                "\u00fcberlastet",
                0.6,
                0.9,
                10.0,
                12.0,
                0.1);
        for (String host : List.of("PM1", "pm2")) {
            Sql.insert(
                    to,
                    "drover_auction",
                    host + "/1/1",
                    host,
                    "push",
                    began,
                    began + 500,
                    0.9,
                    0.7,
                    "moved",
                    "",
                    "8c0f",
                    host,
                    "pm3",
                    0.6,
                    0.9,
                    0);
            Sql.insert(to, "drover_bid", host + "/1/1", "pm3", 0.2, 3, "8c0f", 0.9, 12.0, "won", "the best");
        }
    }
}
