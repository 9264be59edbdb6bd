package io.drover.nova;

import io.drover.auction.Event;
import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import io.drover.node.Cloud;
import io.drover.runtime.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Moves servers with Nova. Each order has one supervisor and ends in one event, on a thread of the pace; a call
 * returns at once. What a stop leaves unfinished has no event: the journal holds it for the next start.
 */
public final class NovaCloud implements Cloud {

    private final MigrationApi nova;
    private final Settings settings;
    private final Pace pace;
    private final Consumer<Event> events;
    private final MigrationListener listener;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition fewer = lock.newCondition();
    private final Set<Supervisor> supervisors = new HashSet<>();
    private boolean stopping;

    /**
     * @param host of this agent: only orders of its own are ever aborted
     * @param maxOrders supervised at once; more are skipped
     */
    public record Settings(String host, Limits limits, int maxOrders) {}

    /**
     * @param events hears each order's end; must only enqueue
     */
    public NovaCloud(
            MigrationApi nova, Settings settings, Pace pace, Consumer<Event> events, MigrationListener listener) {
        this.nova = nova;
        this.settings = settings;
        this.pace = pace;
        this.events = events;
        this.listener = listener;
    }

    @Override
    public void migrate(MigrationOrder order) {
        begin(order, Supervision.ask(order, settings.limits(), pace.instant()));
    }

    @Override
    public void watch(MigrationOrder order, Instant giveUpAt) {
        boolean own = order.source().equals(settings.host());
        begin(order, Supervision.watch(order, settings.limits(), own, giveUpAt, pace.instant()));
    }

    @Override
    public void refuse(MigrationOrder order, String reason) {
        report(order, new Outcome.Skipped(reason), CopyMeasurement.NONE);
    }

    /** Something happened to this server: looks at its migration soon instead of at the next poll. */
    public void wake(String server) {
        List<Supervisor> awake = new ArrayList<>();
        lock.lock();
        try {
            for (Supervisor each : supervisors) if (each.order().server().equals(server)) awake.add(each);
        } finally {
            lock.unlock();
        }
        awake.forEach(Supervisor::wake);
    }

    /**
     * Takes no more orders, skips those of which Nova was not asked yet, and goes on supervising the others until
     * they end or the time is over.
     *
     * @param patience in real time
     * @return the orders that were left unfinished
     */
    public List<MigrationOrder> stop(Duration patience) throws InterruptedException {
        List<Supervisor> unfinished = awaitNone(patience);
        unfinished.forEach(Supervisor::abandon);
        return unfinished.stream().map(Supervisor::order).toList();
    }

    private List<Supervisor> awaitNone(Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            stopping = true;
            while (!supervisors.isEmpty() && left > 0) left = fewer.awaitNanos(left);
            List<Supervisor> unfinished = List.copyOf(supervisors);
            supervisors.clear();
            return unfinished;
        } finally {
            lock.unlock();
        }
    }

    /** Of orders in supervision. */
    public int size() {
        lock.lock();
        try {
            return supervisors.size();
        } finally {
            lock.unlock();
        }
    }

    boolean stopping() {
        lock.lock();
        try {
            return stopping;
        } finally {
            lock.unlock();
        }
    }

    void ended(Supervisor supervisor, Outcome outcome, CopyMeasurement measure) {
        lock.lock();
        try {
            // abandoned by a stop that ran out of patience: the next start watches it
            if (!supervisors.remove(supervisor)) return;
        } finally {
            lock.unlock();
        }
        report(supervisor.order(), outcome, measure);
        lock.lock();
        try {
            fewer.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void begin(MigrationOrder order, Supervision.Step first) {
        Supervisor supervisor = new Supervisor(this, nova, pace, listener, order, first.next());
        String refusal = admit(supervisor);
        if (refusal.isEmpty()) supervisor.perform(first.action());
        else refuse(order, refusal);
    }

    private String admit(Supervisor supervisor) {
        lock.lock();
        try {
            if (stopping) return "the agent is stopping";
            if (supervisors.size() >= settings.maxOrders()) {
                return "the agent supervises " + supervisors.size() + " migrations already";
            }
            supervisors.add(supervisor);
            return "";
        } finally {
            lock.unlock();
        }
    }

    private void report(MigrationOrder order, Outcome outcome, CopyMeasurement measure) {
        try {
            listener.ended(order, outcome, measure);
        } finally {
            events.accept(new Event.MigrationEnded(pace.instant(), order.auction(), order.server(), outcome));
        }
    }
}
