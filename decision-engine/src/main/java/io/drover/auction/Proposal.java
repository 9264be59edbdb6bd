package io.drover.auction;

import java.time.Instant;

/**
 * Advice that waits for an operator's word, and what became of it.
 *
 * @param id of the auction that found it; it begins with the host that auctions it anew
 * @param gain in system performance that it promises: approved, it moves only if it still gains so much
 * @param reason why its host gives or takes a server, in one sentence
 * @param until when it is of no use any more
 */
public record Proposal(String id, Note.Move move, double gain, String reason, Instant since, Instant until, Fate fate) {

    /** What has become of an advice. Its words are in journals and messages. */
    public enum State {
        /** Waits for a word. */
        OPEN,
        /** Waits for its auction. */
        APPROVED,
        /** In that auction. */
        AUCTIONED,
        /** Both ends have agreed. */
        MOVING,
        MOVED,
        /** The migration came to nothing. */
        FAILED,
        /** Approved, and no longer worth it. */
        VOID,
        REJECTED,
        EXPIRED,
        /** Another of the same server took its place. */
        REPLACED;

        /** Whether nothing more comes. */
        public boolean over() {
            return compareTo(MOVING) > 0;
        }
    }

    /**
     * @param by who approved or rejected it; empty: nobody yet
     * @param auction that was opened for it; empty: none
     * @param text one sentence of why; or what the operator said
     */
    public record Fate(State state, String by, String auction, String text, Instant at) {}

    /** The host that auctions it anew, by the id. */
    public static String host(String id) {
        int last = id.lastIndexOf('/');
        int before = last < 0 ? -1 : id.lastIndexOf('/', last - 1);
        return before < 0 ? "" : id.substring(0, before);
    }

    public Proposal with(Fate other) {
        return new Proposal(id, move, gain, reason, since, until, other);
    }

    public Proposal until(Instant later) {
        return new Proposal(id, move, gain, reason, since, later, fate);
    }

    public boolean is(State state) {
        return fate.state() == state;
    }

    /** Whether the two are about the same move. */
    public boolean alike(Note.Move other) {
        return move.server().equals(other.server())
                && move.source().equals(other.source())
                && move.destination().equals(other.destination());
    }
}
