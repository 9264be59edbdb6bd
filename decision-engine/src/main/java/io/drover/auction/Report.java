package io.drover.auction;

import java.time.Instant;
import java.util.List;

/**
 * What message 15 tells beside the thesis' counters. All times are by the sender's clock.
 *
 * @param startedAt since when this run of the agent counts; another one: the counters began anew
 * @param lockedUntil when the host's lock opens at the latest unless something happens; null: it is not locked
 * @param traffic filled in where the message is sent, for the engine knows no network
 * @param underway migrations that this host asked Nova for and that have not ended; filled in there as well, for the
 *     engine learns of a migration only how it ended
 * @param auctions of this host's own, newest first: open ones, and those that ended after what was asked for
 * @param moreAuctions that it would have told, had there been room
 */
public record Report(
        Instant startedAt,
        Instant lockedUntil,
        Decision lastDecision,
        Traffic traffic,
        List<AuctionSummary> auctions,
        int moreAuctions,
        List<Underway> underway) {

    /** Of an agent that speaks format 1.0. */
    public static final Report NONE =
            new Report(Instant.EPOCH, null, Decision.NONE, Traffic.NONE, List.of(), 0, List.of());

    public Report {
        auctions = List.copyOf(auctions);
        underway = List.copyOf(underway);
    }

    public Report with(Traffic measured, List<Underway> migrations) {
        return new Report(startedAt, lockedUntil, lastDecision, measured, auctions, moreAuctions, migrations);
    }

    /**
     * The newest thing that this host decided, refused or would do.
     *
     * @param text one sentence; empty: nothing yet
     */
    public record Decision(Instant at, String text) {
        public static final Decision NONE = new Decision(Instant.EPOCH, "");
    }

    /**
     * A migration that runs. Nova has no numbers at first, and none of a short one.
     *
     * @param progress 0..1, the share of the server's memory that need not be sent any more; it falls when memory is
     *     dirtied faster than it is sent; NaN: Nova tells none
     */
    public record Underway(String auction, String server, String destination, double progress) {}

    /**
     * Encoded bodies of all messages but types 14 and 15, since the agent started.
     *
     * @param messagesSent a broadcast is one
     */
    public record Traffic(long messagesSent, long bytesSent, long messagesReceived, long bytesReceived) {
        public static final Traffic NONE = new Traffic(0, 0, 0, 0);
    }
}
