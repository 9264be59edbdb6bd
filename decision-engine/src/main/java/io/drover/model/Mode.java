package io.drover.model;

/** How far an agent goes. Ordered: each mode does all that the one before it does. See doc/tuning.md. */
public enum Mode {
    /** Takes no part: reads no telemetry, is nobody's peer, answers nothing but measurement and pause. */
    OFF,
    /** Reads telemetry, is a peer, and answers auctions at once, empty. */
    OBSERVE,
    /** Decides and says what it would move, and moves nothing. */
    ADVISE,
    /** Moves servers. */
    ENFORCE;

    /** Whether it looks at its host and is one of those who are asked. */
    public boolean takesPart() {
        return this != OFF;
    }
}
