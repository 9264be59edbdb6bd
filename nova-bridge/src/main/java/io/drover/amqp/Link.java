package io.drover.amqp;

import com.rabbitmq.client.BlockedCallback;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Recoverable;
import com.rabbitmq.client.RecoveryListener;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps a session with some broker of the cluster, and hands it to those that wait for one. */
final class Link {

    private static final Duration RETRY = Duration.ofSeconds(1);

    /** A broker gives a silent connection, and its queues, up after two heartbeats, and a busy one is late. */
    private static final int LINGERING_HEARTBEATS = 2;
    /** Between declarations of what is declared already. */
    private static final int REFRESH_HEARTBEATS = 10;

    private static final int CLOSE_MILLIS = 2_000;

    private final AmqpSettings settings;
    private final Dialer dialer;
    private final Inbox inbox;
    private final Receipts receipts;
    private final LinkListener listener;
    private final ScheduledThreadPoolExecutor mending;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private Connection connection;
    private BrokerSession session;
    private boolean closed;
    private volatile long deafSince;
    private volatile long mendedAt = System.nanoTime();

    Link(AmqpSettings settings, Dialer dialer, Inbox inbox, Receipts receipts, LinkListener listener) {
        this.settings = settings;
        this.dialer = dialer;
        this.inbox = inbox;
        this.receipts = receipts;
        this.listener = listener;
        this.mending = new ScheduledThreadPoolExecutor(1, task -> Dialer.daemon(task, "drover-mend"));
    }

    void connect() throws TransportException {
        connection = dialer.dial();
        try {
            BrokerSession first = session();
            first.open();
            install(first);
        } catch (IOException e) {
            close();
            throw BrokerSession.locked(e)
                    ? new HostTakenException(settings.station().name(), e)
                    : refused(e);
        }
        connection.addShutdownListener(this::cut);
        ((Recoverable) connection).addRecoveryListener(new RecoveryListener() {
            @Override
            public void handleRecoveryStarted(Recoverable recoverable) {}

            @Override
            public void handleRecovery(Recoverable recoverable) {
                mend(Duration.ZERO);
            }
        });
        connection.addBlockedListener(
                (BlockedCallback) reason -> listener.on(LinkState.BLOCKED, "the broker takes no messages: " + reason),
                () -> listener.on(LinkState.UNBLOCKED, "the broker takes messages again"));
        long period = settings.heartbeat().multipliedBy(REFRESH_HEARTBEATS).toMillis();
        mending.scheduleWithFixedDelay(this::refresh, period, period, TimeUnit.MILLISECONDS);
        listener.on(
                LinkState.CONNECTED,
                "connected to the broker at " + dialer.dialled().address());
    }

    /** A session that is open; null when there is none in time, or none any more. */
    BrokerSession await(long nanos) throws InterruptedException {
        long left = nanos;
        lock.lock();
        try {
            while (!closed && (session == null || !session.isOpen())) {
                if (left <= 0) return null;
                left = changed.awaitNanos(left);
            }
            return closed ? null : session;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        take(null, true);
        if (connection != null) connection.abort(CLOSE_MILLIS);
        mending.shutdownNow();
    }

    /** Whether there is a session, or there was an attempt to have one within that time. */
    boolean lives(Duration within) {
        long since = System.nanoTime() - within.toNanos();
        return whole() || dialer.triedAt() - since > 0 || mendedAt - since > 0;
    }

    private BrokerSession session() throws IOException {
        return new BrokerSession(connection, dialer.dialled().user(), settings, inbox, receipts, this::broken);
    }

    private void cut(ShutdownSignalException cause) {
        BrokerSession lost = take(null, false);
        if (lost == null) return;
        lost.close();
        receipts.reset();
        listener.on(LinkState.CUT, "the connection to the broker is lost");
    }

    /** The connection lives and the session does not: a queue or exchange was deleted, a permission withdrawn. */
    private void broken(BrokerSession which, String why) {
        if (take(which, false) == null) return;
        listener.on(LinkState.CUT, why);
        schedule(which::close, 0);
        mend(RETRY);
    }

    private void refresh() {
        try {
            BrokerSession now = await(0);
            if (now != null) now.declare();
        } catch (IOException | RuntimeException e) {
            // the channel's or the connection's end is told elsewhere
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void mend(Duration after) {
        long millis = after.toMillis() * ThreadLocalRandom.current().nextInt(50, 150) / 100;
        schedule(this::mendNow, millis);
    }

    private void schedule(Runnable task, long millis) {
        try {
            mending.schedule(task, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // closed meanwhile
        }
    }

    private void mendNow() {
        mendedAt = System.nanoTime();
        if (!connection.isOpen() || whole()) return;
        receipts.reset();
        try {
            BrokerSession next = session();
            next.open();
            if (install(next))
                listener.on(
                        LinkState.RECOVERED,
                        "hearing again by " + dialer.dialled().address());
            else next.close();
        } catch (IOException | RuntimeException e) {
            if (BrokerSession.locked(e)
                    && System.nanoTime() - deafSince > lingering().toNanos()) taken();
            else mend(RETRY);
        }
    }

    private Duration lingering() {
        return settings.heartbeat().multipliedBy(LINGERING_HEARTBEATS).plus(settings.timeout());
    }

    private void taken() {
        close();
        listener.on(
                LinkState.TAKEN,
                "another agent runs for the host " + settings.station().name());
    }

    private boolean whole() {
        lock.lock();
        try {
            return closed || session != null && session.isOpen();
        } finally {
            lock.unlock();
        }
    }

    private boolean install(BrokerSession next) {
        lock.lock();
        try {
            if (closed || !next.isOpen()) return false;
            session = next;
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the session away.
     *
     * @param which only this one; null: whichever it is
     * @return what was taken, or null
     */
    private BrokerSession take(BrokerSession which, boolean close) {
        lock.lock();
        try {
            BrokerSession taken = which == null || which == session ? session : null;
            if (taken != null) {
                session = null;
                deafSince = System.nanoTime();
            }
            closed |= close;
            changed.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private BrokerRefusedException refused(IOException e) {
        String where = settings.url().where();
        String why = switch (BrokerSession.code(e)) {
            case 403 ->
                "denies the user what an agent needs: configure, write and read on " + settings.queue() + " and on "
                        + settings.exchange();
            case 404 -> "has no exchange " + settings.exchange() + ", and the user may not declare it";
            case 406 -> "has an exchange " + settings.exchange() + " of another kind";
            default -> "does not let an agent declare its queue";
        };
        return new BrokerRefusedException("the broker at " + where + " " + why, e);
    }
}
