package io.drover.model;

/**
 * Whether a host takes part, and if not, why.
 *
 * @param paused by the operator
 * @param lockedBy the auction that holds the host; empty: none
 * @param unavailable why it takes no part now ("settling", "stale load", …); empty: it takes part
 * @param draining whether it is to be emptied
 * @param approved whether it speaks in an auction of what an operator has approved
 */
public record Standing(
        Mode mode, boolean paused, String lockedBy, String unavailable, boolean draining, boolean approved) {

    /** Of one that speaks of what nobody had to approve. */
    public Standing(Mode mode, boolean paused, String lockedBy, String unavailable, boolean draining) {
        this(mode, paused, lockedBy, unavailable, draining, false);
    }

    /** Of a host that is not to be emptied. */
    public Standing(Mode mode, boolean paused, String lockedBy, String unavailable) {
        this(mode, paused, lockedBy, unavailable, false);
    }

    /** The same of a host that is to be emptied, or not. */
    public Standing draining(boolean other) {
        return new Standing(mode, paused, lockedBy, unavailable, other, approved);
    }

    /** The same in an auction of what was approved, or not. */
    public Standing approved(boolean other) {
        return new Standing(mode, paused, lockedBy, unavailable, draining, other);
    }

    public boolean available() {
        return unavailable.isEmpty();
    }
}
