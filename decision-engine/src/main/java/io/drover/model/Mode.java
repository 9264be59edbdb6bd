package io.drover.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far an agent goes. Ordered: each mode does all that the one before it does. See doc/tuning.md. */
public enum Mode {
    /** Takes no part: reads no telemetry, is no peer, answers only measurement and pause. */
    OFF,
    /** Reads telemetry, is a peer, and answers auctions at once, empty. */
    OBSERVE,
    /** Decides and says what it would move, and moves nothing. */
    ADVISE,
    /** Advises, and moves what an operator approves. */
    PROPOSE,
    /** Moves servers. */
    ENFORCE;

    /** Whether it looks at its host and is one of the peers. */
    public boolean takesPart() {
        return this != OFF;
    }

    /** The one that goes less far. */
    public Mode least(Mode other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** As configuration, journals and messages have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of such a word; empty: there is none. */
    public static Optional<Mode> of(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
    }
}
