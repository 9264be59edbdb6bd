package io.drover.model;

import java.time.Instant;

/** How a migration ended. Skipped: nothing was asked of Nova or nothing happened; Failed: it was tried. */
public sealed interface Outcome {

    /** For people: one sentence without a full stop. */
    String reason();

    /**
     * The server is on its destination and Nova says completed.
     *
     * @param seconds from the request to settled
     * @param movedAgo seconds from when the server changed hosts, as well as can be told, to when this was told; 0: not
     *     known
     */
    record Done(double seconds, double movedAgo) implements Outcome {

        /** Of one of which nobody knows when the server changed hosts. */
        public Done(double seconds) {
            this(seconds, 0);
        }

        /** When the server changed hosts: not after {@code told}, and not before {@code agreed}. */
        public Instant movedAt(Instant agreed, Instant told) {
            Instant at = told.minusMillis((long) (1000 * Math.max(0, movedAgo)));
            return at.isBefore(agreed) ? agreed : at;
        }

        @Override
        public String reason() {
            return "completed";
        }
    }

    /** Not tried: a condition of the move no longer held, or Nova shows no migration. */
    record Skipped(String reason) implements Outcome {}

    /** Nova's scheduler or the destination would not take it: the pair is barred for a while, the server is not. */
    record Refused(String reason) implements Outcome {}

    /** Tried and broken off: the server is quarantined. */
    record Failed(String reason) implements Outcome {}

    default boolean done() {
        return this instanceof Done;
    }
}
