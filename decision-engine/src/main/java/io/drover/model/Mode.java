package io.drover.model;

/** How far an agent goes. Ordered: each mode does all that the one before it does. See doc/tuning.md. */
public enum Mode {
    /** Takes no part: reads no telemetry, is no peer, answers only measurement and pause. */
    OFF,
    /** Reads telemetry, is a peer, and answers auctions at once, empty. */
    OBSERVE,
    /** Decides and says what it would move, and moves nothing. */
    ADVISE,
    /** Moves servers. */
    ENFORCE;

    /** Whether it looks at its host and is one of the peers. */
    public boolean takesPart() {
        return this != OFF;
    }
}
