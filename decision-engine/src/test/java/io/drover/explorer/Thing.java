package io.drover.explorer;

import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Spoken;
import io.drover.auction.TimerId;
import io.drover.model.HostObservation;
import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import java.time.Instant;

/** What is on its way, or what Nova has on record. */
sealed interface Thing {

    /** As a script names it. */
    String text();

    /** What reaches an agent. */
    sealed interface Arriving extends Thing {
        Event at(Instant now);
    }

    /**
     * A message to one agent.
     *
     * @param expires when it is worth nothing any more
     * @param late whether the clock has moved on since it was sent
     */
    record Word(Envelope envelope, String to, Instant expires, boolean late) implements Arriving {

        Word overtaken() {
            return new Word(envelope, to, expires, true);
        }

        @Override
        public Event at(Instant now) {
            return new Event.Heard(now, envelope);
        }

        @Override
        public String text() {
            return envelope.message().getClass().getSimpleName() + " " + envelope.source() + " to " + to + " of "
                    + envelope.auction() + (late ? ", late" : "");
        }
    }

    /** A timer. */
    record Ring(TimerId timer) implements Arriving {
        @Override
        public Event at(Instant now) {
            return new Event.Rang(now, timer);
        }

        @Override
        public String text() {
            return timer.name() + (timer.auction().isEmpty() ? "" : " of " + timer.auction());
        }
    }

    /** Nova's word on a migration. */
    record Told(MigrationOrder order, Outcome outcome) implements Arriving {
        @Override
        public Event at(Instant now) {
            return new Event.MigrationEnded(now, order.auction(), order.server(), outcome);
        }

        @Override
        public String text() {
            return outcome.getClass().getSimpleName() + " " + order.server() + " of " + order.auction();
        }
    }

    /** A sample. */
    record Look(HostObservation sample) implements Arriving {
        @Override
        public Event at(Instant now) {
            return new Event.Observed(now, sample);
        }

        @Override
        public String text() {
            return Spoken.of(at(sample.sampledAt()));
        }
    }

    /** What an agent's client of Nova is about. */
    enum Business {
        /** To check once more, and to ask Nova. */
        ASK,
        /** To tell how the migration that it asked for ends. */
        FOLLOW,
        /** To find out how one ends that others asked for. */
        WATCH
    }

    /**
     * Lost when its agent crashes.
     *
     * @param giveUpAt of a watch: when it is over if Nova shows nothing
     */
    record Errand(String host, Business business, MigrationOrder order, Instant giveUpAt) implements Thing {
        @Override
        public String text() {
            return business + " by " + host + ": " + order.server() + " to " + order.destination() + " of "
                    + order.auction();
        }
    }

    /** How far a migration is. */
    enum Stage {
        RUNNING,
        DONE,
        BROKEN
    }

    /**
     * Nova's record of a migration.
     *
     * @param changedAt since when it is in this stage
     */
    record Deed(MigrationOrder order, Instant askedAt, Stage stage, Instant changedAt) implements Thing {

        Deed ended(Stage how, Instant at) {
            return new Deed(order, askedAt, how, at);
        }

        @Override
        public String text() {
            return order.server() + " to " + order.destination() + " of " + order.auction();
        }
    }
}
