package io.drover.journal;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.config.DroverVersion;
import io.drover.node.Journal;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal of JSON lines under an agent's state directory. An order to migrate is on disk before it is performed;
 * the rest follows within {@link RotationLimits#flushEvery()} or 64 KiB, so a crash costs at most that. Thread-safe.
 */
public final class JsonJournal implements Journal, Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(JsonJournal.class);
    private static final int BUFFER_BYTES = 64 << 10;
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final JournalCodec codec = new JournalCodec();
    private final Path directory;
    private final JournalRun run;
    private final RotationLimits rotation;
    private final InstantSource clock;
    private final DirectoryLock lock;
    private final PreviousRuns found;
    private final OrderLog orders;

    private JournalFile file;
    private int number;
    private int part;
    private RestoredState kept;
    private Instant flushedAt;
    private Instant rotateNotBefore;
    private long lost;
    private long unmarked;

    private JsonJournal(
            Path directory, JournalRun run, RotationLimits rotation, InstantSource clock, DirectoryLock lock)
            throws IOException {
        this.directory = directory;
        this.run = run;
        this.rotation = rotation;
        this.clock = clock;
        this.lock = lock;
        List<Path> files = JournalReader.files(directory);
        this.found = JournalReader.found(files);
        this.kept = found.kept();
        this.number = files.isEmpty() ? 0 : JournalReader.number(files.get(files.size() - 1));
        this.flushedAt = clock.instant();
        this.rotateNotBefore = flushedAt;
        this.orders = new OrderLog(directory, rotation.ofOrders(), this::header);
        next();
    }

    /**
     * @param directory made if it is missing; one journal at a time
     * @throws IOException with one sentence for people
     */
    public static JsonJournal open(Path directory, JournalRun run, RotationLimits rotation, InstantSource clock)
            throws IOException {
        DirectoryLock lock = DirectoryLock.take(directory);
        try {
            return new JsonJournal(directory, run, rotation, clock, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** What the runs before this one left: pauses for Started, orders for Resumed. */
    public PreviousRuns found() {
        return found;
    }

    /** Lines that could not be written since the start. */
    public synchronized long lost() {
        return lost;
    }

    @Override
    public synchronized void heard(Event event) {
        append(new JournalEntry.Heard(event));
        kept = kept.after(event);
    }

    @Override
    public synchronized boolean decided(Effect effect) {
        boolean order = effect instanceof Effect.Migrate;
        boolean written = append(new JournalEntry.Decided(effect));
        if (order && !(written && toDisk())) return false;
        kept = kept.after(effect);
        return true;
    }

    /** Takes waiting lines to the file. */
    public synchronized boolean flush() {
        flushedAt = clock.instant();
        try {
            file.flush(unmarked == 0 ? new byte[0] : codec.line(new JournalEntry.Lost(unmarked)));
            unmarked = 0;
            return true;
        } catch (JournalFile.LostLines e) {
            lose(e.lines(), e.getCause());
        } catch (IOException e) {
            lose(0, e);
        }
        return false;
    }

    @Override
    public synchronized void close() throws IOException {
        toDisk();
        file.close();
        orders.close();
        lock.close();
    }

    private boolean append(JournalEntry entry) {
        try {
            byte[] line = codec.line(entry);
            if (line.length > JournalReader.MAX_LINE_BYTES)
                throw new IOException("a line of " + line.length + " bytes");
            if (file.size() + line.length > rotation.fileBytes()) rotate();
            file.append(line);
            if (OrderLog.holds(entry)) orders.append(line);
        } catch (IOException | RuntimeException e) {
            lose(1, e);
            return false;
        }
        boolean due = !clock.instant().isBefore(flushedAt.plus(rotation.flushEvery()));
        return !(due || file.waitingBytes() >= BUFFER_BYTES) || flush();
    }

    private boolean toDisk() {
        if (!flush()) return false;
        try {
            file.force();
            return true;
        } catch (IOException e) {
            LOG.error("the journal in {} could not be forced to disk", directory, e);
            return false;
        }
    }

    /** Without room for a new file the old one grows on: a journal too long is better than none. */
    private void rotate() {
        Instant now = clock.instant();
        if (now.isBefore(rotateNotBefore)) return;
        JournalFile before = file;
        toDisk();
        try {
            next();
            before.close();
        } catch (IOException e) {
            rotateNotBefore = now.plus(RETRY);
            LOG.error("the journal in {} goes on in its old file", directory, e);
        }
    }

    private void next() throws IOException {
        JournalReader.prune(JournalReader.files(directory), rotation);
        file = JournalFile.create(JournalReader.file(directory, number + 1), header(part + 1));
        number++;
        part++;
    }

    private byte[] header() {
        try {
            return header(part);
        } catch (IOException e) {
            throw new UncheckedIOException("a header that cannot be written", e);
        }
    }

    private byte[] header(int ofPart) throws IOException {
        return codec.line(new JournalHeader(JournalHeader.FORMAT, ofPart, DroverVersion.number(), run, kept));
    }

    private void lose(long lines, Throwable why) {
        if (lost == 0) LOG.error("the journal in {} cannot be written", directory, why);
        lost += lines;
        unmarked += lines;
    }
}
