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
     * @param leftAgo seconds from when its guest left the source, where that host's own kernel showed it; else as movedAgo
     */
    record Done(double seconds, double movedAgo, double diskGib, double leftAgo) implements Outcome {

        /** Of one that nobody saw leave. */
        public Done(double seconds, double movedAgo, double diskGib) {
            this(seconds, movedAgo, diskGib, movedAgo);
        }

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
            return new Done(seconds, movedAgo, gib, leftAgo);
        }

        /** The same, seen to leave so long ago. */
        public Done left(double ago) {
            return new Done(seconds, movedAgo, diskGib, ago);
        }

        /** When the server changed hosts: not after {@code told}, and not before {@code agreed}. */
        public Instant movedAt(Instant agreed, Instant told) {
            return before(told, movedAgo, agreed);
        }

        /** When the source was rid of its load: not after {@code told}, and not before {@code agreed}. */
        public Instant leftAt(Instant agreed, Instant told) {
            return before(told, leftAgo, agreed);
        }

        private static Instant before(Instant told, double ago, Instant agreed) {
            Instant at = told.minusMillis((long) (1000 * Math.max(0, ago)));
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
