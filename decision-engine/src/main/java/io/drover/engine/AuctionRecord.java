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
    private final Note opening;
    private final Instant openedAt;
    private final SortedMap<String, String> refusals = new TreeMap<>();
    private Tally tally = Tally.NONE;
    private Note choice;
    private String reason = "";
    private Settled.Ending ending;
    private Instant endedAt;

    AuctionRecord(String host, Note opening, Instant openedAt) {
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
        switch (note.kind()) {
            case CHOSEN, ADVISED -> {
                choice = note;
                refusals.remove(chosenPeer());
            }
            case REFUSED -> refusals.put(text(note, "by"), note.text());
            case IGNORED -> {
                return;
            }
            default -> {}
        }
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
                text(opening, "strategy"),
                openedAt,
                endedAt,
                number(opening, "load"),
                number(opening, "threshold"),
                ending == null ? "" : ending.name().toLowerCase(Locale.ROOT),
                reason,
                chosen ? text(choice, "server") : "",
                chosen ? text(choice, "source") : "",
                chosen ? text(choice, "destination") : "",
                chosen ? number(choice, "entropyBefore") : Double.NaN,
                chosen ? number(choice, "entropyAfter") : Double.NaN,
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
        String source = text(choice, "source");
        return source.equals(host) ? text(choice, "destination") : source;
    }

    private Bid won(Row row) {
        return new Bid(
                row.host(),
                row.load(),
                row.candidates(),
                text(choice, "server"),
                number(choice, "entropyAfter"),
                number(choice, "predictedSeconds"),
                Verdict.WON,
                (refusals.isEmpty() ? "the best: " : "the best that was left: ") + "system performance "
                        + rounded(number(choice, "entropyBefore")) + " to " + rounded(number(choice, "entropyAfter")));
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
            case DEAR -> "dearer than the mean cost of " + rounded(tally.costLimit()) + " s";
            case RANKED -> ranked(row);
        };
    }

    private String ranked(Row row) {
        String predicted = "predicted " + rounded(row.entropyAfter());
        if (choice == null) return predicted + ", nobody was chosen";
        double best = number(choice, "entropyAfter");
        return row.entropyAfter() < best
                ? predicted + ", the best " + rounded(best)
                : predicted + " like the best, which costs less, relieves more or drew the lot";
    }

    private static String text(Note note, String fact) {
        return String.valueOf(note.facts().getOrDefault(fact, ""));
    }

    private static double number(Note note, String fact) {
        return note.facts().get(fact) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static String rounded(double number) {
        return Double.toString(Math.round(number * 1e5) / 1e5);
    }
}
