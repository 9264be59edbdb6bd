package io.drover.auction;

import io.drover.model.ServerInfo;

/**
 * One side of one auction, in one state. An event makes another state of it; only the answers to a call that is open are
 * gathered in place. What it holds of its host is read off the state, never stored beside it, so that nothing can stay
 * held when the auction is over.
 */
public interface Negotiation {

    /** The auction's id. */
    String auction();

    /**
     * Tells this negotiation from the others of its host: the auction's id, and what follows it after a blank where one
     * auction has several negotiations.
     */
    default String key() {
        return auction();
    }

    /** What this state does on that. Every state that waits has set a timer of its own. */
    Step on(Event event, Situation here);

    /** What it takes of its host while it is in this state. */
    default Hold hold() {
        return Hold.NOTHING;
    }

    /** Whether that server may go nowhere else meanwhile. */
    default boolean locks(String server) {
        ServerInfo held = hold().server();
        return held != null && held.id().equals(server);
    }
}
