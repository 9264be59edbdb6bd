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
     * @param diskGib of local disks that Nova copied; 0: none, or Nova did not show any
     */
    record Done(double seconds, double movedAgo, double diskGib) implements Outcome {

        /** Of one that copied no disk. */
        public Done(double seconds, double movedAgo) {
            this(seconds, movedAgo, 0);
        }

        /** Of one of which nobody knows when the server changed hosts. */
        public Done(double seconds) {
            this(seconds, 0);
        }

        /** The same with a disk. */
        public Done copying(double gib) {
            return new Done(seconds, movedAgo, gib);
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
