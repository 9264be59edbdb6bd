package io.drover.nova;

import java.util.List;
import java.util.Optional;

/** What came back from Nova: the input of {@link Supervision}. A {@code why} is one sentence without a full stop. */
public sealed interface Answer {

    /** To {@link MigrationApi#liveMigrate}. */
    sealed interface ToAsk extends Answer {}

    /** To {@link MigrationApi#abort} and {@link MigrationApi#force}. */
    sealed interface ToAbort extends Answer {}

    /**
     * How things stand before asking.
     *
     * @param server empty: gone
     * @param destination empty: no compute service there
     * @param newest id of the server's newest live migration so far; 0: none. A higher one came after
     */
    record Checked(Optional<ServerState> server, Optional<ServiceState> destination, long newest) implements Answer {}

    /**
     * 202: Nova goes about it; checks and scheduling come later.
     *
     * @param request the request's id, to find its action by
     */
    record Accepted(Optional<String> request) implements ToAsk {}

    /** A definite no (4xx). */
    record Rejected(int status, String why) implements ToAsk {}

    /** It surely did not reach Nova. */
    record Unsent(String why) implements ToAsk {}

    /** No answer, or a server error: it may have been done. */
    record Lost(String why) implements ToAsk {}

    /**
     * A look at it.
     *
     * @param server empty: gone
     * @param migrations newest first
     * @param progress of the newest migration, if it is in progress and Nova told
     */
    record Seen(Optional<ServerState> server, List<MigrationRecord> migrations, Optional<CopyProgress> progress)
            implements Answer {
        public Seen {
            migrations = List.copyOf(migrations);
        }
    }

    /** A question without a usable answer. */
    record Silent(String why) implements Answer {}

    record Explained(Optional<MigrationFailure> fault) implements Answer {}

    record AbortTaken() implements ToAbort {}

    record AbortRefused(String why) implements ToAbort {}
}
