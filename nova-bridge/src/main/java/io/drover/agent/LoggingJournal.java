package io.drover.agent;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.Note;
import io.drover.node.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log what the journal keeps of decisions. */
final class LoggingJournal implements Journal {

    private static final Logger LOG = LoggerFactory.getLogger("drover");

    private final Journal kept;

    LoggingJournal(Journal kept) {
        this.kept = kept;
    }

    @Override
    public void heard(Event event) {
        kept.heard(event);
    }

    @Override
    public boolean decided(Effect effect) {
        if (effect instanceof Effect.Say say) speak(say.note());
        return kept.decided(effect);
    }

    private static void speak(Note note) {
        String where = note.auction().isEmpty() ? "" : note.auction() + ": ";
        switch (note.kind()) {
            case IGNORED, BID, DECLINED, RELEASED -> LOG.debug("{}{}", where, note.text());
            case FAILED, REFUSED -> LOG.warn("{}{}", where, note.text());
            default -> LOG.info("{}{}", where, note.text());
        }
    }
}
