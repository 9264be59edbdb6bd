package io.drover.nova;

import io.drover.model.MigrationOrder;
import io.drover.openstack.CloudException;
import io.drover.openstack.InstanceAction;
import io.drover.openstack.Migration;
import io.drover.openstack.MigrationFilter;
import io.drover.openstack.MigrationProgress;
import io.drover.openstack.NovaClient;
import io.drover.openstack.Server;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Nova's live migrations over its REST interface. */
public final class NovaMigrations implements MigrationApi {

    private static final Logger LOG = LoggerFactory.getLogger("drover");
    private static final String ACTION = "live-migration";

    private final NovaClient nova;

    public NovaMigrations(NovaClient nova) {
        this.nova = nova;
    }

    @Override
    public Optional<ServerState> server(String server) throws Unanswered {
        return answered(() -> found(() -> state(nova.server(server))));
    }

    @Override
    public Optional<ServiceState> service(String host) throws Unanswered {
        return answered(() -> nova.computeService(host)
                .map(found -> new ServiceState(
                        host,
                        found.enabled(),
                        found.up(),
                        found.forcedDown(),
                        found.disabledReason().orElse(""))));
    }

    @Override
    public List<MigrationRecord> migrations(String server) throws Unanswered {
        return answered(() -> nova.migrations(MigrationFilter.LIVE.ofServer(server)).stream()
                .map(NovaMigrations::row)
                .toList());
    }

    @Override
    public Optional<CopyProgress> progress(String server, long migration) throws Unanswered {
        return answered(() -> found(() -> progress(nova.migrationInProgress(server, migration))));
    }

    @Override
    public Optional<MigrationFailure> fault(String server, Optional<String> request) throws Unanswered {
        return answered(() -> request.or(() -> newest(server))
                .flatMap(id -> found(() -> nova.action(server, id)))
                .flatMap(NovaMigrations::fault));
    }

    /** What is neither a definite answer nor surely unsent may have been done. */
    @Override
    public Answer.ToAsk liveMigrate(MigrationOrder order) {
        String global = globalRequest(order);
        try {
            Optional<String> request = nova.liveMigrate(order.server(), order.destination(), global);
            String own = request.map(id -> " as " + id).orElse("");
            LOG.info(
                    "{}: {} to {}: Nova took it{}, global {}",
                    order.auction(),
                    order.server(),
                    order.destination(),
                    own,
                    global);
            return new Answer.Accepted(request);
        } catch (CloudException.Unusable e) {
            return new Answer.Lost(e.getMessage());
        } catch (CloudException e) {
            if (e.uncertain()) return new Answer.Lost(e.getMessage());
            if (e.status() == 0) return new Answer.Unsent(e.getMessage());
            return new Answer.Rejected(e.status(), e.fault().isEmpty() ? e.getMessage() : e.fault());
        }
    }

    /** Of the auction and the server alone, so that it can be told from a journal, too. */
    static String globalRequest(MigrationOrder order) {
        byte[] named = (order.auction() + "/" + order.server()).getBytes(StandardCharsets.UTF_8);
        return "req-" + UUID.nameUUIDFromBytes(named);
    }

    @Override
    public Answer.ToAbort abort(String server, long migration) {
        try {
            nova.abortMigration(server, migration);
            return new Answer.AbortTaken();
        } catch (CloudException e) {
            return new Answer.AbortRefused(e.getMessage());
        }
    }

    @Override
    public Answer.ToAbort force(String server, long migration) {
        try {
            nova.forceMigration(server, migration);
            LOG.info("migration {} of {} is too slow: Nova completes it by force", migration, server);
            return new Answer.AbortTaken();
        } catch (CloudException e) {
            LOG.warn("migration {} of {} cannot be completed by force: {}", migration, server, e.getMessage());
            return new Answer.AbortRefused(e.getMessage());
        }
    }

    private Optional<String> newest(String server) {
        return nova.actions(server).stream()
                .filter(action -> action.action().equals(ACTION))
                .map(InstanceAction::requestId)
                .findFirst();
    }

    private static Optional<MigrationFailure> fault(InstanceAction action) {
        return action.events().stream()
                .filter(InstanceAction.Event::failed)
                .findFirst()
                .map(event -> new MigrationFailure(event.name(), event.details().orElse("")));
    }

    private static ServerState state(Server server) {
        return new ServerState(
                server.id(), server.status(), server.taskState(), server.host().orElse("no host"), server.locked());
    }

    private static MigrationRecord row(Migration row) {
        return new MigrationRecord(
                row.id(), row.source(), row.destination(), row.status(), row.createdAt(), row.updatedAt());
    }

    private static CopyProgress progress(MigrationProgress seen) {
        return new CopyProgress(
                seen.id(),
                seen.status(),
                seen.memoryTotal(),
                seen.memoryProcessed(),
                seen.memoryRemaining(),
                seen.diskTotal(),
                seen.diskRemaining(),
                seen.updatedAt().orElse(seen.createdAt()));
    }

    private static <T> Optional<T> found(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (CloudException.NotFound e) {
            return Optional.empty();
        }
    }

    private static <T> T answered(Supplier<T> question) throws Unanswered {
        try {
            return question.get();
        } catch (CloudException e) {
            throw new Unanswered(e.getMessage(), e);
        }
    }
}
