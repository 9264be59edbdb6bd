package io.drover.model;

/** How a migration ended. Skipped: nothing was asked of Nova or nothing happened; Failed: it was tried. */
public sealed interface Outcome {

    /** For people: one sentence without a full stop. */
    String reason();

    /**
     * The server is on its destination and Nova says completed.
     *
     * @param seconds from the request to settled
     */
    record Done(double seconds) implements Outcome {
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
