package io.drover.notify;

import io.drover.auction.Note;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Finds what is worth telling among an agent's notes. */
final class Happenings {

    private static final int OPEN_AT_MOST = 64;

    /** Auctions of this host that offer servers. */
    private final Set<String> offering = new LinkedHashSet<>();

    /** Its word in {@code [notify] on}; empty: nothing to tell. */
    Optional<String> of(Note note) {
        if (note instanceof Note.Opened opened) opened(opened);
        return switch (note.kind()) {
            case MIGRATED -> Optional.of("moved").filter(moved -> note instanceof Note.Concluded);
            case FAILED -> Optional.of("failed").filter(failed -> note instanceof Note.Concluded);
            case PAUSED -> Optional.of("paused");
            case ENDED -> Optional.of("refused_hot").filter(hot -> offering.remove(note.auction()));
            default -> Optional.empty();
        };
    }

    private void opened(Note.Opened note) {
        if (note.strategy() != Note.Strategy.PUSH || note.uneven()) return;
        offering.add(note.auction());
        if (offering.size() > OPEN_AT_MOST) offering.remove(offering.iterator().next());
    }
}
