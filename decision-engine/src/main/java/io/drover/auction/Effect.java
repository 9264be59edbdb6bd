package io.drover.auction;

import io.drover.model.MigrationOrder;
import java.time.Duration;
import java.time.Instant;

/** What an agent does. The engine returns effects; {@code Node} performs them. */
public sealed interface Effect {

    /**
     * @param worth how long the message is worth delivering
     */
    record Send(Envelope envelope, Duration worth) implements Effect {}

    record SetTimer(TimerId timer, Duration after) implements Effect {}

    record CancelTimer(TimerId timer) implements Effect {}

    /** Ask Nova, supervise, and report {@link Event.MigrationEnded}. Journalled before it is performed. */
    record Migrate(MigrationOrder order) implements Effect {}

    /**
     * Ask Nova how a migration that another agent (or an earlier run of this one) asked for ends, and report
     * {@link Event.MigrationEnded}; Skipped when Nova shows none until {@code giveUpAt}.
     */
    record Watch(MigrationOrder order, Instant giveUpAt) implements Effect {}

    /** Keep the operator's words, and the advice that waits for one, over a restart. */
    record Keep(Pauses pauses, Drains drains, Proposals proposals) implements Effect {

        public static final Keep NOTHING = new Keep(Pauses.NONE);

        /** Where no drain is known. */
        public Keep(Pauses pauses) {
            this(pauses, Drains.NONE);
        }

        /** Where there is no advice. */
        public Keep(Pauses pauses, Drains drains) {
            this(pauses, drains, Proposals.NONE);
        }
    }

    /** Say why: the one source of log, journal, dashboard and transcripts. */
    record Say(Note note) implements Effect {}

    /** Says what has no values of its own. */
    static Effect say(String auction, Note.Kind kind, String text) {
        return new Say(new Note.Said(auction, kind, text));
    }
}
