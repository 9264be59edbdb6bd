package io.drover.nova;

import io.drover.model.MigrationOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A Nova in memory: a migration completes at its third look. Servers named "hang…" make every question wait. */
final class FakeNova implements MigrationApi {

    final AtomicInteger asks = new AtomicInteger();
    final CountDownLatch hanging = new CountDownLatch(1);
    volatile boolean stuck;
    private final Map<String, Integer> looks = new ConcurrentHashMap<>();

    @Override
    public Optional<ServerState> server(String server) {
        boolean moved = looks.getOrDefault(server, 0) > 3;
        return Optional.of(new ServerState(server, "ACTIVE", Optional.empty(), moved ? "b" : "a", false));
    }

    @Override
    public Optional<ServiceState> service(String host) {
        return Optional.of(new ServiceState(host, true, true, false, ""));
    }

    @Override
    public List<MigrationRecord> migrations(String server) throws Unanswered {
        if (server.startsWith("hang")) await();
        if (server.startsWith("bug")) throw new IllegalStateException("a bug");
        List<MigrationRecord> rows = new ArrayList<>();
        int look = looks.computeIfPresent(server, (id, count) -> stuck ? count : count + 1) == null
                ? 0
                : looks.get(server);
        if (look > 0) {
            String status = look > 3 ? "completed" : "running";
            rows.add(new MigrationRecord(1, "a", Optional.of("b"), status, Instant.EPOCH, Instant.EPOCH));
        }
        return rows;
    }

    private void await() throws Unanswered {
        try {
            hanging.await();
        } catch (InterruptedException e) {
            throw new Unanswered("interrupted", e);
        }
    }

    @Override
    public Optional<CopyProgress> progress(String server, long migration) {
        OptionalLong unknown = OptionalLong.empty();
        return Optional.of(new CopyProgress(migration, "running", unknown, unknown, unknown, Instant.EPOCH));
    }

    @Override
    public Optional<MigrationFailure> fault(String server, Optional<String> request) {
        return Optional.empty();
    }

    @Override
    public Answer.ToAsk liveMigrate(MigrationOrder order) {
        asks.incrementAndGet();
        looks.put(order.server(), 0);
        return new Answer.Accepted(Optional.empty());
    }

    @Override
    public Answer.ToAbort force(String server, long migration) {
        return new Answer.AbortRefused("no");
    }

    @Override
    public Answer.ToAbort abort(String server, long migration) {
        return new Answer.AbortRefused("no");
    }
}
