package io.drover.nova;

import io.drover.model.MigrationOrder;
import java.util.List;
import java.util.Optional;

/**
 * What supervising a live migration needs of Nova. Every call is bounded by the client's own timeout and throws
 * nothing but {@link Unanswered}. Thread-safe.
 */
public interface MigrationApi {

    /** Empty: Nova knows no such server. */
    Optional<ServerState> server(String server) throws Unanswered;

    /** Empty: Nova knows no compute service on this host. */
    Optional<ServiceState> service(String host) throws Unanswered;

    /** The server's live migrations, ended ones too, newest first; at least the newest 20. */
    List<MigrationRecord> migrations(String server) throws Unanswered;

    /** Empty: not in progress (any more). */
    Optional<CopyProgress> progress(String server, long migration) throws Unanswered;

    /**
     * The newest failed step of a live migration.
     *
     * @param request the id of the request that asked for it; empty: the server's newest live migration
     */
    Optional<MigrationFailure> fault(String server, Optional<String> request) throws Unanswered;

    /**
     * POSTs {@code os-migrateLive} once. Never repeats it, whatever happens to the connection.
     */
    Answer.ToAsk liveMigrate(MigrationOrder order);

    /** DELETEs the migration in progress. */
    Answer.ToAbort abort(String server, long migration);

    /** POSTs {@code force_complete}: the guest stands still, or runs on its new host already, for the rest of the copying. */
    Answer.ToAbort force(String server, long migration);
}
