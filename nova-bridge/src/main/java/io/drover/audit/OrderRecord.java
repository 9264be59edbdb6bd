package io.drover.audit;

import io.drover.auction.Message;
import io.drover.auction.Note;
import io.drover.auction.Proposal;
import io.drover.measurement.FleetView.MigrationRow;
import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import java.time.Duration;
import java.time.Instant;

/**
 * What Drover knows of one migration, gathered from all who tell of it: nothing that is known is overwritten. Nova's
 * row of it was created between {@link #earliest} and {@link #latest}.
 */
final class OrderRecord {

    /** Clocks of hosts and of Nova may differ by this much. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    private static final Duration LONG_AGO = Duration.ofHours(1);

    final String auction;
    final String server;
    String source = "";
    String destination = "";
    String strategy = "";
    Instant at = Instant.MAX;
    Instant earliest = Instant.MAX;
    Instant latest = Instant.MIN;
    double entropyBefore = Double.NaN;
    double entropyAfter = Double.NaN;
    double predictedSeconds = Double.NaN;
    double seconds = Double.NaN;
    Ending ending = Ending.OPEN;
    String reason = "";

    /** How Drover says that it ended. */
    enum Ending {
        /** No end is known. */
        OPEN,
        DONE,
        /** Nova was not asked, or nothing came of it: not a migration. */
        SKIPPED,
        /** It did not come to be: Nova may or may not have kept a row of it. */
        REFUSED,
        FAILED
    }

    OrderRecord(String auction, String server) {
        this.auction = auction;
        this.server = server;
    }

    /** The host that opened the auction: ids begin with it. */
    String auctioneer() {
        int end = auction.lastIndexOf('/', Math.max(0, auction.lastIndexOf('/') - 1));
        return end < 0 ? "" : auction.substring(0, end);
    }

    /** Whether Nova must have a row of it. */
    boolean certain() {
        return ending == Ending.OPEN || ending == Ending.DONE || ending == Ending.FAILED;
    }

    void ordered(MigrationOrder order, Instant when) {
        ends(order.source(), order.destination());
        when(when);
        created(when.minus(SKEW), order.callBefore().plus(SKEW));
        if (Double.isNaN(predictedSeconds)) predictedSeconds = order.predictedSeconds();
    }

    void announced(Message.Migration told, String from) {
        ends(from, told.issuer());
        if (strategy.isEmpty()) strategy = told.strategy();
        if (Double.isNaN(entropyBefore)) entropyBefore = told.entropyBefore();
        if (Double.isNaN(entropyAfter)) entropyAfter = told.entropyAfter();
        predictedSeconds = told.predictedSeconds();
    }

    void chosen(Note.Move move) {
        ends(move.source(), move.destination());
        if (strategy.isEmpty()) strategy = move.strategy().word();
        if (Double.isNaN(entropyBefore)) entropyBefore = move.forecast().entropyBefore();
        if (Double.isNaN(entropyAfter)) entropyAfter = move.forecast().entropyAfter();
        if (Double.isNaN(predictedSeconds)) predictedSeconds = move.forecast().seconds();
    }

    /** On an operator's word, which is told where nothing worse is. */
    void approved(Proposal proposal) {
        if (reason.isEmpty()) reason = "approved by " + proposal.fate().by() + " as " + proposal.id();
    }

    /** By the destination, which hears only how it ended. */
    void acknowledged(Message.MigrationAcknowledgement told, String from, String to, Instant when) {
        ends(from, to);
        Duration taken = told.ok() ? Duration.ofMillis((long) (told.seconds() * 1000)) : LONG_AGO;
        when(told.ok() ? when.minus(taken) : when);
        if (latest.equals(Instant.MIN)) created(when.minus(taken).minus(SKEW.multipliedBy(2)), when.plus(SKEW));
        if (ending == Ending.OPEN) ended(told.ok() ? Ending.DONE : Ending.REFUSED, told.reason(), told.seconds());
    }

    /** By the measurement point, which like the destination does not hear whether Nova was asked. */
    void measured(MigrationRow row) {
        ends(row.source(), row.destination());
        when(row.startedAt());
        if (latest.equals(Instant.MIN)) {
            created(row.startedAt().minus(SKEW), row.startedAt().plus(SKEW.multipliedBy(2)));
        }
        if (strategy.isEmpty()) strategy = row.strategy();
        if (Double.isNaN(entropyBefore)) entropyBefore = row.entropyBefore();
        if (Double.isNaN(entropyAfter)) entropyAfter = row.entropyAfter();
        if (Double.isNaN(predictedSeconds)) predictedSeconds = row.predictedSeconds();
        boolean done = row.status().equals("completed");
        boolean over = row.endedAt() != null && ending == Ending.OPEN;
        if (over) ended(done ? Ending.DONE : Ending.REFUSED, row.reason(), row.seconds());
    }

    void ended(Outcome outcome) {
        double taken = outcome instanceof Outcome.Done done ? done.seconds() : Double.NaN;
        Ending how = outcome instanceof Outcome.Done
                ? Ending.DONE
                : outcome instanceof Outcome.Skipped
                        ? Ending.SKIPPED
                        : outcome instanceof Outcome.Refused ? Ending.REFUSED : Ending.FAILED;
        ended(how, outcome.done() ? "" : outcome.reason(), taken);
    }

    private void ended(Ending how, String why, double taken) {
        ending = how;
        reason = why;
        if (how == Ending.DONE) seconds = taken;
    }

    private void ends(String from, String to) {
        if (source.isEmpty()) source = from;
        if (destination.isEmpty()) destination = to;
    }

    private void when(Instant instant) {
        if (instant.isBefore(at)) at = instant;
    }

    private void created(Instant from, Instant to) {
        if (from.isBefore(earliest)) earliest = from;
        if (to.isAfter(latest)) latest = to;
    }
}
