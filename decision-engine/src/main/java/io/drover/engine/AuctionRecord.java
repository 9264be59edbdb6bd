package io.drover.engine;

import io.drover.auction.AuctionSummary;
import io.drover.auction.AuctionSummary.Bid;
import io.drover.auction.AuctionSummary.Verdict;
import io.drover.auction.Note;
import io.drover.auction.Settled;
import io.drover.auction.Tally;
import io.drover.auction.Tally.Rank;
import io.drover.auction.Tally.Row;
import java.time.Instant;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** One auction of this host as it goes; turned into words only when somebody asks. */
final class AuctionRecord {

    private final String host;
    private final Note.Opened opening;
    private final Instant openedAt;
    private final SortedMap<String, String> refusals = new TreeMap<>();
    private Tally tally = Tally.NONE;
    private Note.Move choice;
    private String reason = "";
    private Settled.Ending ending;
    private Instant endedAt;

    AuctionRecord(String host, Note.Opened opening, Instant openedAt) {
        this.host = host;
        this.opening = opening;
        this.openedAt = openedAt;
    }

    String auction() {
        return opening.auction();
    }

    boolean open() {
        return endedAt == null;
    }

    Instant endedAt() {
        return endedAt;
    }

    void tallied(Tally answers) {
        tally = answers;
    }

    void said(Note note) {
        if (note.kind() == Note.Kind.IGNORED) return;
        if (note instanceof Note.WithMove chosen) {
            choice = chosen.move();
            refusals.remove(chosenPeer());
        }
        if (note instanceof Note.Refused refused) refusals.put(refused.by(), refused.text());
        reason = note.text();
    }

    void ended(Settled.Ending how, Instant at) {
        ending = how;
        endedAt = at;
    }

    AuctionSummary summary() {
        boolean chosen = choice != null;
        return new AuctionSummary(
                auction(),
                host,
                opening.strategy().word(),
                openedAt,
                endedAt,
                opening.load(),
                opening.threshold(),
                ending == null ? "" : ending.name().toLowerCase(Locale.ROOT),
                reason,
                chosen ? choice.server() : "",
                chosen ? choice.source() : "",
                chosen ? choice.destination() : "",
                chosen ? choice.forecast().entropyBefore() : Double.NaN,
                chosen ? choice.forecast().entropyAfter() : Double.NaN,
                tally.rows().stream().map(this::bid).toList(),
                tally.more());
    }

    private Bid bid(Row row) {
        if (refusals.containsKey(row.host())) return told(row, Verdict.REFUSED, refusals.get(row.host()));
        if (row.host().equals(chosenPeer())) return won(row);
        return told(row, verdict(row.rank()), why(row));
    }

    /** The other end of the newest choice; empty: there is none. */
    private String chosenPeer() {
        if (choice == null) return "";
        return choice.source().equals(host) ? choice.destination() : choice.source();
    }

    private Bid won(Row row) {
        return new Bid(
                row.host(),
                row.load(),
                row.candidates(),
                choice.server(),
                choice.forecast().entropyAfter(),
                choice.forecast().seconds(),
                Verdict.WON,
                (refusals.isEmpty() ? "the best: " : "the best that was left: ") + "system performance "
                        + rounded(choice.forecast().entropyBefore()) + " to "
                        + rounded(choice.forecast().entropyAfter()));
    }

    private static Bid told(Row row, Verdict verdict, String why) {
        return new Bid(
                row.host(),
                row.load(),
                row.candidates(),
                row.server(),
                row.entropyAfter(),
                row.seconds(),
                verdict,
                why);
    }

    private static Verdict verdict(Rank rank) {
        return switch (rank) {
            case ABSENT, SILENT -> Verdict.SILENT;
            case NOTHING -> Verdict.DECLINED;
            default -> Verdict.LOST;
        };
    }

    private String why(Row row) {
        return switch (row.rank()) {
            case ABSENT -> "it is not there: the broker gave the call back";
            case SILENT -> "no answer within " + rounded(tally.waited()) + " s";
            case NOTHING -> row.reason().isEmpty() ? "nothing to offer" : row.reason();
            case UNFIT -> "none of its " + row.candidates() + " would do: " + row.reason();
            case NO_GAIN -> "no move with it would balance the fleet enough";
            case DEAR -> "dearer than the limit of " + rounded(tally.costLimit()) + " s";
            case RANKED -> ranked(row);
        };
    }

    private String ranked(Row row) {
        String predicted = "predicted " + rounded(row.entropyAfter());
        if (choice == null) return predicted + ", nobody was chosen";
        double best = choice.forecast().entropyAfter();
        return row.entropyAfter() < best
                ? predicted + ", the best " + rounded(best)
                : predicted + " like the best, which costs less, relieves more or drew the lot";
    }

    private static String rounded(double number) {
        return Double.toString(Math.round(number * 1e5) / 1e5);
    }
}
