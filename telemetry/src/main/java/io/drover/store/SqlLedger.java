package io.drover.store;

import io.drover.auction.AuctionSummary;
import io.drover.measurement.FleetView;
import io.drover.measurement.FleetView.MigrationRow;
import io.drover.measurement.Ledger;
import io.drover.measurement.RoundReading;
import io.drover.measurement.SampleMean;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes behind on a thread of its own, so no caller waits for a database. While it is away entries wait; when there
 * is no room, the oldest are dropped and counted, and the next sample that is written follows a gap. Nothing is written
 * twice: an entry whose commit is in doubt replaces itself.
 */
public final class SqlLedger implements Ledger, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("drover");
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration PRUNE_EVERY = Duration.ofHours(1);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Database database;
    private final String measuredBy;
    private final Limits limits;
    private final InstantSource clock;
    private final Deque<StoreEntry> waiting = new ArrayDeque<>();
    private final Thread thread = new Thread(this::run, "drover-store");
    private Instant pruneAt = Instant.MIN;
    private Instant condenseAt = Instant.EPOCH;
    private boolean gap;
    private boolean closing;
    private boolean up = true;
    private boolean tidy = true;
    private long dropped;
    private long written;

    /**
     * @param waiting entries that may wait while the database is away
     * @param retention how long what is kept is kept; empty: for ever
     * @param raw how long every sample is kept, and not only means of five minutes; empty: as long as all
     */
    public record Limits(int waiting, Optional<Duration> retention, Optional<Duration> raw) {

        /** All is kept for ever. */
        public static Limits waiting(int entries) {
            return new Limits(entries, Optional.empty(), Optional.empty());
        }

        public Limits withRetention(Optional<Duration> other) {
            return new Limits(waiting, other, raw);
        }

        public Limits withRaw(Optional<Duration> other) {
            return new Limits(waiting, retention, other);
        }
    }

    /** How the store does. */
    public record State(boolean up, int waiting, long written, long dropped) {}

    /**
     * @param url JDBC; what it holds is never shown
     * @param measuredBy the measurement point's name: several may share a database
     */
    public SqlLedger(String url, String measuredBy, Limits limits, InstantSource clock) {
        this.database = new Database(url);
        this.measuredBy = measuredBy;
        this.limits = limits;
        this.clock = clock;
        thread.setDaemon(true);
    }

    /** A file in this directory, when no database is configured. */
    public static String embedded(java.nio.file.Path directory) {
        return Database.embedded(directory);
    }

    /** The database for people: without what may be secret. */
    public String where() {
        return database.where();
    }

    /**
     * Makes the tables and reads what earlier runs kept; then writes. Once, before anything is kept.
     *
     * @throws SQLException when the database cannot be used: the message is one sentence, without secrets
     */
    public Past start(Instant since) throws SQLException {
        Past past = database.transaction(open -> Reader.past(open, measuredBy, since));
        thread.start();
        return past;
    }

    public synchronized State state() {
        return new State(up, waiting.size(), written, dropped);
    }

    @Override
    public void keep(FleetView.Sample sample, List<RoundReading> readings) {
        offer(new StoreEntry.Sample(sample, sample.gap(), readings));
    }

    @Override
    public void keep(MigrationRow migration) {
        offer(new StoreEntry.Migration(migration));
    }

    @Override
    public void keep(AuctionSummary auction) {
        offer(new StoreEntry.Auction(auction));
    }

    private synchronized void offer(StoreEntry entry) {
        waiting.addLast(entry);
        while (waiting.size() > limits.waiting()) dropOldest();
        notifyAll();
    }

    private void dropOldest() {
        StoreEntry oldest = waiting.removeFirst();
        dropped++;
        gap |= oldest instanceof StoreEntry.Sample;
    }

    private void run() {
        try {
            for (StoreEntry next = head(); next != null; next = head()) {
                if (done(next)) settled(next);
                else pause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            database.close();
        }
    }

    /** The next entry; null: there will be none. */
    private synchronized StoreEntry head() throws InterruptedException {
        while (waiting.isEmpty() && !closing) wait();
        StoreEntry head = waiting.peekFirst();
        if (!gap || !(head instanceof StoreEntry.Sample sample)) return head;
        StoreEntry marked = new StoreEntry.Sample(sample.sample(), true, sample.readings());
        waiting.removeFirst();
        waiting.addFirst(marked);
        gap = false;
        return marked;
    }

    /** False: it must be tried again. */
    private boolean done(StoreEntry entry) {
        try {
            database.transaction(open -> {
                entry.write(open, measuredBy);
                return null;
            });
            told(true, "");
        } catch (SQLException e) {
            if (unwelcome(e)) {
                LOG.error("not stored: {}", e.getMessage());
                drop(entry);
                return true;
            }
            told(false, String.valueOf(e.getMessage()));
            return false;
        }
        tidy();
        return true;
    }

    /** What fails here is tried again in its time; nothing that is to be written waits for it. */
    private void tidy() {
        try {
            prune();
            condense();
            tidy = true;
        } catch (SQLException e) {
            if (tidy) LOG.warn("old rows stay in the store: {}", firstLine(String.valueOf(e.getMessage())));
            tidy = false;
        }
    }

    /** Data that no retry makes acceptable: class 22 and 23 of SQLSTATE. */
    private static boolean unwelcome(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("22") || state.startsWith("23");
    }

    private synchronized void drop(StoreEntry entry) {
        if (waiting.peekFirst() == entry) dropOldest();
    }

    private synchronized void settled(StoreEntry entry) {
        if (waiting.peekFirst() != entry) return;
        waiting.removeFirst();
        written++;
    }

    private synchronized void told(boolean is, String why) {
        if (up == is) return;
        up = is;
        if (is) LOG.info("the store at {} answers again", where());
        else LOG.warn("the store at {} does not answer, {} entries wait: {}", where(), waiting.size(), firstLine(why));
    }

    /** Woken early, it only tries early. */
    @SuppressWarnings("WaitNotInLoop")
    private synchronized void pause() throws InterruptedException {
        if (closing) waiting.clear();
        else wait(RETRY.toMillis());
    }

    private void prune() throws SQLException {
        Instant now = clock.instant();
        if (limits.retention().isEmpty() || now.isBefore(pruneAt)) return;
        pruneAt = now.plus(PRUNE_EVERY);
        long before = now.minus(limits.retention().get()).toEpochMilli();
        int rows = database.transaction(open -> Retention.prune(open, before));
        if (rows > 0) LOG.info("{} rows of the store were older than the retention", rows);
    }

    /** A step at a time, so that no transaction takes long and nothing that waits waits long. */
    private void condense() throws SQLException {
        Instant now = clock.instant();
        if (now.isBefore(condenseAt) && !now.isBefore(condenseAt.minus(SampleMean.SPAN))) return;
        condenseAt = now.plus(SampleMean.SPAN);
        boolean more = database.transaction(open -> {
            if (Means.make(open, measuredBy)) return true;
            if (limits.raw().isEmpty()) return false;
            return Means.replace(open, measuredBy, now.minus(limits.raw().get()).toEpochMilli());
        });
        if (more) condenseAt = now;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    /** Writes what waits if that takes no more than a few seconds. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        try {
            thread.join(FAREWELL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
