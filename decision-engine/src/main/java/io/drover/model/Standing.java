package io.drover.model;

/**
 * Whether a host takes part, and if not, why.
 *
 * @param paused by the operator
 * @param lockedBy the auction that holds the host; empty: none
 * @param unavailable why it takes no part now ("settling", "stale load", …); empty: it takes part
 */
public record Standing(Mode mode, boolean paused, String lockedBy, String unavailable) {

    public boolean available() {
        return unavailable.isEmpty();
    }
}
