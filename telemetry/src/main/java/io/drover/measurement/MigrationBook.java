package io.drover.measurement;

import io.drover.auction.Envelope;
import io.drover.auction.Message;
import io.drover.auction.Report.Underway;
import io.drover.measurement.FleetView.MigrationRow;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Migrations by what their sources tell in messages 3, 4 and 15, in whatever order and however often. Bounded. */
final class MigrationBook {

    static final String RUNNING = "running";
    static final String COMPLETED = "completed";
    static final String FAILED = "failed";

    private static final int KEPT = 1_000;
    private static final Comparator<MigrationRow> NEWEST_FIRST = Comparator.comparing(MigrationBook::over)
            .thenComparing(Comparator.comparing(MigrationRow::startedAt).reversed())
            .thenComparing(MigrationRow::auction)
            .thenComparing(MigrationRow::server);

    private final SortedMap<String, MigrationRow> rows = new TreeMap<>();

    void resume(List<MigrationRow> kept) {
        kept.forEach(row -> rows.put(key(row.auction(), row.server()), row));
    }

    List<MigrationRow> newest(int atMost) {
        return rows.values().stream().sorted(NEWEST_FIRST).limit(atMost).toList();
    }

    /** A source began; empty: that is known. */
    Optional<MigrationRow> began(Envelope envelope, Message.Migration told) {
        MigrationRow known = rows.get(key(envelope.auction(), told.server()));
        Instant endedAt = known == null ? null : known.endedAt();
        return entered(new MigrationRow(
                envelope.auction(),
                told.server(),
                envelope.source(),
                told.issuer(),
                told.strategy(),
                envelope.sentAt(),
                endedAt,
                known == null ? RUNNING : known.status(),
                known == null ? "" : known.reason(),
                known == null ? Double.NaN : known.progress(),
                told.entropyBefore(),
                told.entropyAfter(),
                told.predictedSeconds(),
                known == null ? Double.NaN : known.seconds(),
                told.predictedDowntimeSeconds()));
    }

    /** A source tells how it ended; empty: that is known. */
    Optional<MigrationRow> ended(Envelope envelope, Message.MigrationAcknowledgement told) {
        MigrationRow known = rows.get(key(envelope.auction(), told.server()));
        if (known != null && known.endedAt() != null) return Optional.empty();
        long millis = (long) (told.seconds() * 1000);
        boolean begun = known != null && !known.strategy().isEmpty();
        return entered(new MigrationRow(
                envelope.auction(),
                told.server(),
                envelope.source(),
                told.issuer(),
                begun ? known.strategy() : "",
                begun ? known.startedAt() : envelope.sentAt().minusMillis(millis),
                envelope.sentAt(),
                told.ok() ? COMPLETED : FAILED,
                told.reason(),
                told.ok() ? 1 : Double.NaN,
                begun ? known.entropyBefore() : Double.NaN,
                begun ? known.entropyAfter() : Double.NaN,
                begun ? known.predictedSeconds() : Double.NaN,
                told.ok() ? told.seconds() : Double.NaN,
                begun ? known.predictedDowntimeSeconds() : Double.NaN));
    }

    /**
     * A source tells how far one is. Shown and not worth keeping: also of one whose message 3 was not heard, which
     * is kept when it ends.
     */
    void proceeds(String source, Underway told, Instant at) {
        MigrationRow known = rows.get(key(told.auction(), told.server()));
        if (known == null) entered(unheard(source, told, at));
        else if (!over(known)) entered(known.at(told.progress()));
    }

    private static MigrationRow unheard(String source, Underway told, Instant startedAt) {
        Instant endedAt = null;
        String strategy = "";
        String reason = "";
        return new MigrationRow(
                told.auction(),
                told.server(),
                source,
                told.destination(),
                strategy,
                startedAt,
                endedAt,
                RUNNING,
                reason,
                told.progress(),
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN);
    }

    private Optional<MigrationRow> entered(MigrationRow row) {
        if (row.equals(rows.put(key(row.auction(), row.server()), row))) return Optional.empty();
        if (rows.size() > KEPT) {
            MigrationRow oldest = rows.values().stream().max(NEWEST_FIRST).orElseThrow();
            rows.remove(key(oldest.auction(), oldest.server()));
        }
        return Optional.of(row);
    }

    private static boolean over(MigrationRow row) {
        return row.endedAt() != null;
    }

    private static String key(String auction, String server) {
        return auction + " " + server;
    }
}
