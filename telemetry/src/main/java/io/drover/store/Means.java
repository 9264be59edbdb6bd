package io.drover.store;

import io.drover.measurement.SampleMean;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;

/** Means of the samples of each five minutes, made when these are over; then raw samples may go. */
final class Means {

    private static final long SPAN = SampleMean.SPAN.toMillis();

    private Means() {}

    /**
     * Makes those of the oldest span that has none. It is over when a later sample is there: some may wait to be written.
     *
     * @return whether there was one
     */
    static boolean make(Connection open, String measuredBy) throws SQLException {
        long done = newest(open, measuredBy).orElse(-1);
        OptionalLong next = Sql.at(
                open,
                "SELECT MIN(at_ms) AS at_ms FROM drover_sample WHERE measured_by = ? AND at_ms > ?",
                measuredBy,
                done);
        if (next.isEmpty() || newestRaw(open, measuredBy) < end(next.getAsLong())) return false;
        long from = end(next.getAsLong()) - SPAN;
        long to = end(next.getAsLong());
        Sql.run(
                open,
                "INSERT INTO drover_host_sample_5min SELECT measured_by, (SELECT MAX(at_ms) FROM drover_sample WHERE"
                        + " measured_by = ? AND at_ms >= ? AND at_ms < ?), host, AVG(normalized_load),"
                        + " AVG(push_threshold), AVG(pull_threshold) FROM drover_host_sample WHERE measured_by = ? AND"
                        + " at_ms >= ? AND at_ms < ? GROUP BY measured_by, host",
                measuredBy,
                from,
                to,
                measuredBy,
                from,
                to);
        Sql.run(
                open,
                "INSERT INTO drover_sample_5min SELECT measured_by, MAX(at_ms), MAX(CASE WHEN after_gap THEN 1 ELSE 0"
                        + " END) = 1, AVG(system_performance), AVG(normalized_load), SUM(attempts), SUM(migrations),"
                        + " AVG(overhead_kb_per_second) FROM drover_sample WHERE measured_by = ? AND at_ms >= ? AND"
                        + " at_ms < ? GROUP BY measured_by",
                measuredBy,
                from,
                to);
        return true;
    }

    /**
     * Removes the raw samples of the oldest span that has means and is over since then.
     *
     * @param before milliseconds since 1970
     * @return whether there was one
     */
    static boolean replace(Connection open, String measuredBy, long before) throws SQLException {
        OptionalLong done = newest(open, measuredBy);
        OptionalLong oldest =
                Sql.at(open, "SELECT MIN(at_ms) AS at_ms FROM drover_sample WHERE measured_by = ?", measuredBy);
        if (done.isEmpty() || oldest.isEmpty()) return false;
        long to = end(oldest.getAsLong());
        boolean last = newestRaw(open, measuredBy) < to; // where a restart goes on
        if (to > before || oldest.getAsLong() > done.getAsLong() || last) return false;
        Sql.run(open, "DELETE FROM drover_host_sample WHERE measured_by = ? AND at_ms < ?", measuredBy, to);
        Sql.run(open, "DELETE FROM drover_sample WHERE measured_by = ? AND at_ms < ?", measuredBy, to);
        return true;
    }

    private static OptionalLong newest(Connection open, String measuredBy) throws SQLException {
        return Sql.at(open, "SELECT MAX(at_ms) AS at_ms FROM drover_sample_5min WHERE measured_by = ?", measuredBy);
    }

    private static long newestRaw(Connection open, String measuredBy) throws SQLException {
        return Sql.at(open, "SELECT MAX(at_ms) AS at_ms FROM drover_sample WHERE measured_by = ?", measuredBy)
                .orElse(-1);
    }

    /** Of its span. */
    static long end(long at) {
        return (Math.floorDiv(at, SPAN) + 1) * SPAN;
    }
}
