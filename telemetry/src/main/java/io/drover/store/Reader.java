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
import io.drover.measurement.SampleMean;
import io.drover.measurement.SampleWindow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** Rows to records. */
final class Reader {

    private static final int MIGRATIONS = 500;
    private static final int AUCTIONS = 200;
    private static final String OF_POINT = " WHERE measured_by = ?";

    private Reader() {}

    /**
     * Of one measurement point the samples since then that a window holds, at least the newest, and means of those
     * before; of all the newest migrations and auctions.
     */
    static Past past(Connection open, String measuredBy, Instant since) throws SQLException {
        long from = Tier.SAMPLES.from(open, measuredBy, since.toEpochMilli());
        SortedMap<Long, List<RoundReading>> readings = rows(open, measuredBy, Tier.SAMPLES, from, Reader::reading);
        List<Sample> samples = samples(
                open,
                measuredBy,
                Tier.SAMPLES,
                from,
                at -> readings.getOrDefault(at, List.of()).stream()
                        .map(RoundReading::sample)
                        .toList());
        long meansFrom = Tier.MEANS.from(open, measuredBy, since.toEpochMilli());
        SortedMap<Long, List<HostSample>> loads = rows(open, measuredBy, Tier.MEANS, meansFrom, Reader::hostSample);
        List<Sample> means =
                samples(open, measuredBy, Tier.MEANS, meansFrom, at -> loads.getOrDefault(at, List.of())).stream()
                        .filter(mean -> samples.isEmpty()
                                || mean.at().isBefore(samples.get(0).at()))
                        .toList();
        SortedMap<String, RoundReading> newest = new TreeMap<>();
        readings.values().forEach(round -> round.forEach(reading -> newest.put(reading.host(), reading)));
        return new Past(means, samples, List.copyOf(newest.values()), migrations(open), auctions(open));
    }

    /** Samples as they were, and means of them. */
    private enum Tier {
        SAMPLES("drover_sample", "drover_host_sample", SampleWindow.SAMPLES, SampleMean.SPAN),
        MEANS("drover_sample_5min", "drover_host_sample_5min", SampleWindow.MEANS, Duration.ofHours(1));

        private final String table;
        private final String ofHosts;
        private final int most;
        private final long step;

        /**
         * @param step in which loads are counted
         */
        Tier(String table, String ofHosts, int most, Duration step) {
            this.table = table;
            this.ofHosts = ofHosts;
            this.most = most;
            this.step = step.toMillis();
        }

        /** The first of those since then that a window holds; no later than the newest. */
        private long from(Connection open, String measuredBy, long since) throws SQLException {
            OptionalLong newest = Sql.at(open, "SELECT MAX(at_ms) AS at_ms FROM " + table + OF_POINT, measuredBy);
            if (newest.isEmpty()) return Long.MAX_VALUE;
            long oldest = Math.max(since, oldest(open, measuredBy));
            long first = newest.getAsLong();
            long room = SampleWindow.HOST_LOADS;
            for (long to = Means.end(first); to > oldest; to -= step) {
                room -= hostLoads(open, measuredBy, to - step, to);
                if (room < 0) break;
                first = to - step;
            }
            return Math.min(newest.getAsLong(), Math.max(oldest, first));
        }

        /** Of so many that a window holds. */
        private long oldest(Connection open, String measuredBy) throws SQLException {
            OptionalLong oldest = Sql.at(
                    open,
                    "SELECT at_ms FROM " + table + OF_POINT + " ORDER BY at_ms DESC LIMIT 1 OFFSET " + (most - 1),
                    measuredBy);
            if (oldest.isPresent()) return oldest.getAsLong();
            return Sql.at(open, "SELECT MIN(at_ms) AS at_ms FROM " + table + OF_POINT, measuredBy)
                    .orElseThrow();
        }

        /** Counted, for a sample that no host answered says nothing of those before. */
        private long hostLoads(Connection open, String measuredBy, long from, long to) throws SQLException {
            return Sql.query(
                            open,
                            row -> row.getLong("loads"),
                            "SELECT COUNT(*) AS loads FROM " + ofHosts + OF_POINT + " AND at_ms >= ? AND at_ms < ?",
                            measuredBy,
                            from,
                            to)
                    .get(0);
        }
    }

    private static <T> SortedMap<Long, List<T>> rows(
            Connection open, String measuredBy, Tier tier, long from, Sql.Row<T> row) throws SQLException {
        SortedMap<Long, List<T>> rows = new TreeMap<>();
        Sql.query(
                open,
                each -> rows.computeIfAbsent(each.getLong("at_ms"), at -> new ArrayList<>())
                        .add(row.of(each)),
                "SELECT * FROM " + tier.ofHosts + OF_POINT + " AND at_ms >= ? ORDER BY at_ms, host",
                measuredBy,
                from);
        return rows;
    }

    private static List<Sample> samples(
            Connection open, String measuredBy, Tier tier, long from, LongFunction<List<HostSample>> hosts)
            throws SQLException {
        return Sql.query(
                open,
                row -> sample(row, hosts.apply(row.getLong("at_ms"))),
                "SELECT * FROM " + tier.table + OF_POINT + " AND at_ms >= ? ORDER BY at_ms",
                measuredBy,
                from);
    }

    private static HostSample hostSample(ResultSet row) throws SQLException {
        return new HostSample(
                row.getString("host"),
                Sql.number(row, "normalized_load"),
                row.getDouble("push_threshold"),
                row.getDouble("pull_threshold"));
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

    private static Sample sample(ResultSet row, List<HostSample> hosts) throws SQLException {
        return new Sample(
                Sql.instant(row, "at_ms"),
                row.getBoolean("after_gap"),
                Sql.number(row, "system_performance"),
                Sql.number(row, "normalized_load"),
                row.getLong("attempts"),
                row.getLong("migrations"),
                Sql.number(row, "overhead_kb_per_second"),
                hosts);
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
