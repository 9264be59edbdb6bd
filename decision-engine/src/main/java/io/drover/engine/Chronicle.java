package io.drover.engine;

import io.drover.auction.AuctionSummary;
import io.drover.auction.Note;
import io.drover.auction.Report;
import io.drover.auction.Report.Decision;
import io.drover.auction.Settled;
import io.drover.auction.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the measurement point is told of this host's decisions: the newest one, and the last few auctions that it
 * opened. Hears what the negotiations say and decides nothing. Bounded.
 */
final class Chronicle {

    /** Auctions that are remembered. */
    private static final int KEPT = 16;
    /** Auctions in one answer: an answer comes every few seconds. */
    private static final int TOLD = 8;

    private static final List<Note.Kind> DECISIONS = List.of(
            Note.Kind.CHOSEN,
            Note.Kind.ADVISED,
            Note.Kind.REFUSED,
            Note.Kind.HELD,
            Note.Kind.ENDED,
            Note.Kind.MIGRATED,
            Note.Kind.FAILED);

    private final String host;
    private final Map<String, AuctionRecord> auctions = new LinkedHashMap<>();
    private Instant startedAt = Instant.EPOCH;
    private Decision lastDecision = Decision.NONE;

    Chronicle(String host) {
        this.host = host;
    }

    void started(Instant at) {
        startedAt = at;
    }

    void said(Note note, Instant at) {
        if (DECISIONS.contains(note.kind())) lastDecision = new Decision(at, note.text());
        if (note instanceof Note.Opened opening) open(opening, at);
        AuctionRecord proceedings = auctions.get(note.auction());
        if (proceedings != null) proceedings.said(note);
    }

    /** Not a decision of an auction, but why the next ones may come out differently. */
    void noticed(String text, Instant at) {
        lastDecision = new Decision(at, text);
    }

    void tallied(String auction, Tally tally) {
        AuctionRecord proceedings = auctions.get(auction);
        if (proceedings != null) proceedings.tallied(tally);
    }

    /** The first end counts: a moved server's auction goes on settling, and is over. */
    void ended(String auction, Settled.Ending ending, Instant at) {
        AuctionRecord proceedings = auctions.get(auction);
        if (proceedings != null && proceedings.open()) proceedings.ended(ending, at);
    }

    Report report(Instant since, Instant lockedUntil) {
        List<AuctionSummary> told = new ArrayList<>();
        int more = 0;
        List<AuctionRecord> newestFirst = new ArrayList<>(auctions.values());
        Collections.reverse(newestFirst);
        for (AuctionRecord proceedings : newestFirst) {
            if (!proceedings.open() && !proceedings.endedAt().isAfter(since)) continue;
            if (told.size() < TOLD) told.add(proceedings.summary());
            else more++;
        }
        return new Report(startedAt, lockedUntil, lastDecision, Report.Traffic.NONE, told, more, List.of());
    }

    private void open(Note.Opened note, Instant at) {
        auctions.put(note.auction(), new AuctionRecord(host, note, at));
        if (auctions.size() <= KEPT) return;
        auctions.values().stream()
                .filter(proceedings -> !proceedings.open())
                .findFirst()
                .ifPresent(oldest -> auctions.remove(oldest.auction()));
    }
}
