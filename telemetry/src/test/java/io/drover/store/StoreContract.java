package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.drover.auction.AuctionSummary;
import io.drover.measurement.Fleet;
import io.drover.measurement.FleetView.HostSample;
import io.drover.measurement.FleetView.Sample;
import io.drover.measurement.Ledger;
import io.drover.measurement.MeasurementPoint;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What every database must do, whichever it is. Each leaves what it wrote. */
final class StoreContract {

    private static final SqlLedger.Limits LIMITS = SqlLedger.Limits.waiting(1_000);

    private StoreContract() {}

    static void restartKnowsAll(String url) throws SQLException {
        Fleet fleet = new Fleet();
        MeasurementPoint first;
        try (SqlLedger ledger = new SqlLedger(url, "mp1", LIMITS, fleet)) {
            first = SqlLedgerTest.point(fleet, ledger, ledger.start(Instant.EPOCH));
            round(first, fleet, 1);
            first.hear(fleet.began("a1", "server"));
            first.hear(fleet.ended("a1", "server", true));
            first.hear(fleet.began("a2", "server"));
            round(first, fleet, 2);
            Instant started = Fleet.START.minusSeconds(3600);
            first.hear(fleet.answer("pm1", 0.5, 2, started, List.of(Fleet.auction("a1", fleet.instant()))));
        }
        fleet.passes(Duration.ofDays(2));
        try (SqlLedger ledger = new SqlLedger(url, "mp1", LIMITS, fleet)) {
            Ledger.Past past = ledger.start(fleet.instant().minusSeconds(60));
            MeasurementPoint second = SqlLedgerTest.point(fleet, ledger, past);
            assertThat(second.migrations(10)).isEqualTo(first.migrations(10));
            assertThat(second.auctions(10)).isEqualTo(first.auctions(10));
            second.ask();
            second.hear(fleet.answer("pm1", 0.5, 9));
            second.hear(fleet.answer("pm2", 0.5, 9));
            fleet.passes(Fleet.INTERVAL);
            second.ask();
            Sample after = second.newest().orElseThrow();
            assertThat(after.gap()).isTrue();
            assertThat(after.attempts()).isEqualTo(14);
        }
        try (SqlLedger ledger = new SqlLedger(url, "mp1", LIMITS, fleet)) {
            assertThat(ledger.start(Instant.EPOCH).samples())
                    .extracting(Sample::gap)
                    .containsExactly(false, false, true);
        }
        try (SqlLedger ledger = new SqlLedger(url, "mp2", LIMITS, fleet)) {
            assertThat(ledger.start(Instant.EPOCH).samples()).isEmpty();
        }
    }

    static void sameTwiceIsThereOnce(String url) throws SQLException {
        Fleet.Kept kept = new Fleet.Kept();
        Fleet fleet = new Fleet();
        MeasurementPoint point = SqlLedgerTest.point(fleet, kept, Ledger.Past.NONE);
        round(point, fleet, 1);
        point.ask();
        Sample sample = new Sample(fleet.instant(), false, Double.NaN, Double.NaN, 0, 0, 1.5, List.of());
        try (SqlLedger ledger = new SqlLedger(url, "twice", LIMITS, fleet)) {
            ledger.start(Instant.EPOCH);
            for (int i = 0; i < 2; i++) {
                ledger.keep(sample, kept.readings);
                ledger.keep(Fleet.auction("twice", fleet.instant()));
            }
        }
        try (SqlLedger ledger = new SqlLedger(url, "twice", LIMITS, fleet)) {
            Ledger.Past past = ledger.start(Instant.EPOCH);
            assertThat(past.samples())
                    .singleElement()
                    .satisfies(read -> assertThat(read.systemPerformance()).isNaN());
            assertThat(past.auctions())
                    .filteredOn(a -> a.auction().equals("twice"))
                    .hasSize(1);
        }
    }

    /** Twelve minutes of samples; two days later their means remain, and every sample of today. */
    static void oldSamplesRemainAsMeans(String url) throws SQLException {
        Fleet fleet = new Fleet();
        SqlLedger.Limits limits = LIMITS.withRaw(Optional.of(Duration.ofDays(1)));
        try (SqlLedger ledger = new SqlLedger(url, "means", limits, fleet)) {
            MeasurementPoint point = SqlLedgerTest.point(fleet, ledger, ledger.start(Instant.EPOCH));
            for (int i = 0; i < 12 * 12; i++) round(point, fleet, 10 + i);
            written(ledger);
            fleet.passes(Duration.ofDays(2));
            for (int i = 0; i < 12; i++) {
                round(point, fleet, 200 + i);
                written(ledger);
            }
        }
        try (SqlLedger ledger = new SqlLedger(url, "means", limits, fleet)) {
            Ledger.Past past = ledger.start(Instant.EPOCH);
            Instant today = Fleet.START.plus(Duration.ofDays(2));
            assertThat(past.samples())
                    .isNotEmpty()
                    .allMatch(sample -> sample.at().isAfter(today));
            assertThat(past.means())
                    .extracting(Sample::at)
                    .startsWith(Fleet.START.plusSeconds(295), Fleet.START.plusSeconds(595));
            Sample second = past.means().get(1);
            assertThat(second.attempts())
                    .as("one of each host in each of sixty rounds")
                    .isEqualTo(120);
            assertThat(second.gap()).isFalse();
            assertThat(second.normalizedLoad()).isCloseTo(0.5, within(1e-9));
            assertThat(second.hosts()).extracting(HostSample::host).containsExactly("pm1", "pm2");
            assertThat(second.hosts()).allSatisfy(host -> {
                assertThat(host.load()).isCloseTo(0.5, within(1e-9));
                assertThat(host.push()).isCloseTo(0.7, within(1e-9));
                assertThat(host.pull()).isCloseTo(0.3, within(1e-9));
            });
            long counted = past.means().stream().mapToLong(Sample::attempts).sum()
                    + past.samples().stream().mapToLong(Sample::attempts).sum();
            assertThat(counted).as("none is counted twice, none is lost").isEqualTo(2 * (211 - 10));
        }
    }

    private static void written(SqlLedger ledger) {
        await().atMost(Duration.ofSeconds(30)).until(() -> ledger.state().waiting() == 0);
    }

    /** Hosts of one fleet, and the auctions of each, whatever they are called: no two of them are the same. */
    static void namesStayAsTheyAre(String url) throws SQLException {
        List<String> names = List.of(
                "<b>pm1</b>",
                "PM1",
                "pm\\1",
                "pm%_1",
                "pm1",
                "pm1'; DROP TABLE drover_sample; --",
                "pm\u00e9",
                "pm\ud83d\ude80");
        Fleet fleet = new Fleet();
        try (SqlLedger ledger = new SqlLedger(url, "names", LIMITS, fleet)) {
            MeasurementPoint point = SqlLedgerTest.point(fleet, ledger, ledger.start(Instant.EPOCH));
            point.ask();
            for (String name : names) {
                point.hear(fleet.answer(name, 0.5, 1));
                ledger.keep(Fleet.auction(name, fleet.instant()));
            }
            fleet.passes(Fleet.INTERVAL);
            point.ask();
        }
        try (SqlLedger ledger = new SqlLedger(url, "names", LIMITS, fleet)) {
            Ledger.Past past = ledger.start(Instant.EPOCH);
            assertThat(past.samples().get(0).hosts())
                    .extracting(HostSample::host)
                    .containsExactlyInAnyOrderElementsOf(names);
            assertThat(past.auctions()).extracting(AuctionSummary::auction).containsAll(names);
        }
    }

    /** Two hosts answer. */
    static void round(MeasurementPoint point, Fleet fleet, long count) {
        point.ask();
        point.hear(fleet.answer("pm1", 0.5, count));
        point.hear(fleet.answer("pm2", 0.5, count));
        fleet.passes(Fleet.INTERVAL);
    }
}
