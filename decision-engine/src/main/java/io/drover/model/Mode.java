package io.drover.model;

/** How far an agent goes. Ordered: each mode does all that the one before it does. SPEC 4, "Modes". */
public enum Mode {
    /** Takes no part: answers nothing but measurement and pause. */
    OFF,
    /** Reads telemetry and answers auctions empty. */
    OBSERVE,
    /** Decides and says what it would move, and moves nothing. */
    ADVISE,
    /** Moves servers. */
    ENFORCE
}
