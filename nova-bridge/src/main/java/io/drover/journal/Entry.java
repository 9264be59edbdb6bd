package io.drover.journal;

import io.drover.auction.Effect;
import io.drover.auction.Event;

/** One line of a journal. */
public sealed interface Entry {

    record Heard(Event event) implements Entry {}

    record Decided(Effect effect) implements Entry {}

    /** Here so many lines could not be written: what follows cannot be replayed from what precedes. */
    record Lost(long lines) implements Entry {}
}
