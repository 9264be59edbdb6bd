package io.drover.auction;

import io.drover.model.Outcome;
import io.drover.model.ServerInfo;

/**
 * The end of a negotiation. Holds nothing and hears nothing.
 *
 * @param auction its id
 * @param ending how
 * @param server the server that was to move, or null
 * @param peer the other end's host, or empty
 * @param outcome how the migration ended, or null: there was none
 */
public record Settled(String auction, Ending ending, ServerInfo server, String peer, Outcome outcome)
        implements Negotiation {

    /** What the end means to the host's next auction. */
    public enum Ending {
        /** A server moved. */
        MOVED,
        /** It came to nothing. */
        FAILED,
        /** It came to nothing because peers were locked or busy: they will soon be free. */
        BUSY,
        /** All answered, and nobody could be a partner. */
        NOBODY,
        /** What would be moved was said, and nothing moved. */
        ADVISED,
        /** The bid lost, or was let go. */
        RELEASED
    }

    /**
     * @throws IllegalArgumentException when nothing can have ended: there is no id
     */
    public Settled {
        if (auction.isEmpty()) throw new IllegalArgumentException("no auction can have ended without an id");
    }

    /** Ended before a server was agreed upon. */
    public static Settled without(String auction, Ending ending) {
        return new Settled(auction, ending, null, "", null);
    }

    @Override
    public Step on(Event event, Situation here) {
        throw new AssertionError("a settled negotiation hears nothing: " + this + ", " + event);
    }
}
