package io.drover.journal;

import io.drover.auction.Effect;
import io.drover.auction.Event;

/** One line of a journal. */
public sealed interface JournalEntry {

    record Heard(Event event) implements JournalEntry {}

    record Decided(Effect effect) implements JournalEntry {}

    /** Here so many lines could not be written: what follows cannot be replayed from what precedes. */
    record Lost(long lines) implements JournalEntry {}
}
