package io.drover.store;

import io.drover.auction.AuctionSummary;
import io.drover.auction.AuctionSummary.Bid;
import io.drover.auction.AuctionSummary.Verdict;
import io.drover.auction.Report;
import io.drover.measurement.FleetView.HostSample;
import io.drover.measurement.FleetView.MigrationRow;
import io.drover.measurement.FleetView.Sample;
import io.drover.measurement.Ledger.Past;
import io.drover.measurement.RoundReading;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rows to records. */
final class Reader {

    private static final int MIGRATIONS = 500;
    private static final int AUCTIONS = 200;

    private Reader() {}

    /**
     * All samples of one measurement point since then and at least its newest, and the newest migrations and auctions
     * of all.
     */
    static Past past(Connection open, String measuredBy, Instant since) throws SQLException {
        long from = Math.min(since.toEpochMilli(), newestSample(open, measuredBy));
        SortedMap<Long, List<RoundReading>> readings = new TreeMap<>();
        Sql.query(
                open,
                row -> readings.computeIfAbsent(row.getLong("at_ms"), at -> new ArrayList<>())
                        .add(reading(row)),
                "SELECT * FROM drover_host_sample WHERE measured_by = ? AND at_ms >= ? ORDER BY at_ms, host",
                measuredBy,
                from);
        List<Sample> samples = Sql.query(
                open,
                row -> sample(row, readings.getOrDefault(row.getLong("at_ms"), List.of())),
                "SELECT * FROM drover_sample WHERE measured_by = ? AND at_ms >= ? ORDER BY at_ms",
                measuredBy,
                from);
        SortedMap<String, RoundReading> newest = new TreeMap<>();
        readings.values().forEach(round -> round.forEach(reading -> newest.put(reading.host(), reading)));
        return new Past(samples, List.copyOf(newest.values()), migrations(open), auctions(open));
    }

    private static long newestSample(Connection open, String measuredBy) throws SQLException {
        return Sql.query(
                        open,
                        row -> Sql.instant(row, "newest"),
                        "SELECT MAX(at_ms) AS newest FROM drover_sample WHERE measured_by = ?",
                        measuredBy)
                .stream()
                .filter(java.util.Objects::nonNull)
                .mapToLong(Instant::toEpochMilli)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    private static RoundReading reading(ResultSet row) throws SQLException {
        return new RoundReading(
                row.getString("host"),
                Sql.number(row, "normalized_load"),
                row.getDouble("push_threshold"),
                row.getDouble("pull_threshold"),
                Sql.instant(row, "agent_started_ms"),
                row.getLong("attempts"),
                row.getLong("migrations"),
                row.getLong("failed_migrations"),
                new Report.Traffic(
                        row.getLong("messages_sent"),
                        row.getLong("bytes_sent"),
                        row.getLong("messages_received"),
                        row.getLong("bytes_received")));
    }

    private static Sample sample(ResultSet row, List<RoundReading> readings) throws SQLException {
        return new Sample(
                Sql.instant(row, "at_ms"),
                row.getBoolean("after_gap"),
                Sql.number(row, "system_performance"),
                Sql.number(row, "normalized_load"),
                row.getLong("attempts"),
                row.getLong("migrations"),
                Sql.number(row, "overhead_kb_per_second"),
                readings.stream()
                        .map(r -> new HostSample(r.host(), r.load(), r.push(), r.pull()))
                        .toList());
    }

    private static List<MigrationRow> migrations(Connection open) throws SQLException {
        return Sql.query(
                open, Reader::migration, "SELECT * FROM drover_migration ORDER BY started_ms DESC LIMIT " + MIGRATIONS);
    }

    static List<MigrationRow> migrations(Connection open, Instant since) throws SQLException {
        return Sql.query(
                open,
                Reader::migration,
                "SELECT * FROM drover_migration WHERE started_ms >= ? ORDER BY started_ms DESC",
                since.toEpochMilli());
    }

    private static MigrationRow migration(ResultSet row) throws SQLException {
        double seconds = Sql.number(row, "seconds");
        return new MigrationRow(
                row.getString("auction"),
                row.getString("server"),
                row.getString("source"),
                row.getString("destination"),
                row.getString("strategy"),
                Sql.instant(row, "started_ms"),
                Sql.instant(row, "ended_ms"),
                row.getString("status"),
                row.getString("reason"),
                Double.isNaN(seconds) ? Double.NaN : 1,
                Sql.number(row, "entropy_before"),
                Sql.number(row, "entropy_after"),
                Sql.number(row, "predicted_seconds"),
                seconds,
                Sql.number(row, "predicted_downtime_seconds"));
    }

    private static List<AuctionSummary> auctions(Connection open) throws SQLException {
        SortedMap<String, List<Bid>> bids = new TreeMap<>();
        String newest =
                "SELECT * FROM drover_auction WHERE ending NOT IN ('busy', 'nobody') ORDER BY ended_ms DESC LIMIT "
                        + AUCTIONS;
        Sql.query(
                open,
                row -> bids.computeIfAbsent(row.getString("auction"), auction -> new ArrayList<>())
                        .add(bid(row)),
                "SELECT b.* FROM drover_bid b JOIN (" + newest + ") a ON a.auction = b.auction ORDER BY b.host");
        return Sql.query(open, row -> auction(row, bids.getOrDefault(row.getString("auction"), List.of())), newest);
    }

    private static AuctionSummary auction(ResultSet row, List<Bid> bids) throws SQLException {
        return new AuctionSummary(
                row.getString("auction"),
                row.getString("auctioneer"),
                row.getString("strategy"),
                Sql.instant(row, "opened_ms"),
                Sql.instant(row, "ended_ms"),
                Sql.number(row, "normalized_load"),
                Sql.number(row, "threshold"),
                row.getString("ending"),
                row.getString("reason"),
                row.getString("server"),
                row.getString("source"),
                row.getString("destination"),
                Sql.number(row, "entropy_before"),
                Sql.number(row, "entropy_after"),
                bids,
                row.getInt("more_bids"));
    }

    private static Bid bid(ResultSet row) throws SQLException {
        return new Bid(
                row.getString("host"),
                Sql.number(row, "normalized_load"),
                row.getInt("candidates"),
                row.getString("server"),
                Sql.number(row, "entropy_after"),
                Sql.number(row, "seconds"),
                Verdict.valueOf(row.getString("verdict").toUpperCase(Locale.ROOT)),
                row.getString("why"));
    }
}
