package io.drover.journal;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.config.Release;
import io.drover.node.Journal;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal of JSON lines under an agent's state directory. An order to migrate is on disk before it is performed;
 * the rest follows within {@link Rotation#flushEvery()} or 64 KiB, so a crash costs at most that. Thread-safe.
 */
public final class JsonJournal implements Journal, Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(JsonJournal.class);
    private static final int BUFFER_BYTES = 64 << 10;
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final JournalCodec codec = new JournalCodec();
    private final Path directory;
    private final JournalRun run;
    private final Rotation rotation;
    private final InstantSource clock;
    private final DirectoryLock lock;
    private final PreviousRuns found;

    private JournalFile file;
    private int number;
    private int part;
    private RestoredState kept;
    private Instant flushedAt;
    private Instant rotateNotBefore;
    private long lost;
    private long unmarked;

    private JsonJournal(Path directory, JournalRun run, Rotation rotation, InstantSource clock, DirectoryLock lock)
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
        next();
    }

    /**
     * @param directory made if it is missing; one journal at a time
     * @throws IOException with one sentence for people
     */
    public static JsonJournal open(Path directory, JournalRun run, Rotation rotation, InstantSource clock)
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
        lock.close();
    }

    private boolean append(JournalEntry entry) {
        try {
            byte[] line = codec.line(entry);
            if (file.size() + line.length > rotation.fileBytes()) rotate();
            file.append(line);
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
        prune();
        JournalHeader header = new JournalHeader(JournalHeader.FORMAT, part + 1, Release.number(), run, kept);
        file = JournalFile.create(JournalReader.file(directory, number + 1), codec.line(header));
        number++;
        part++;
    }

    /** Each file's header carries what outlives a restart, so the oldest can always go. */
    private void prune() throws IOException {
        List<Path> files = JournalReader.files(directory);
        long total = 0;
        for (Path each : files) total += Files.size(each);
        int count = files.size();
        for (Path oldest : files.subList(0, Math.max(0, count - 1))) {
            if (total + rotation.fileBytes() <= rotation.totalBytes() && count < rotation.files()) return;
            total -= Files.size(oldest);
            count--;
            Files.delete(oldest);
        }
    }

    private void lose(long lines, Throwable why) {
        if (lost == 0) LOG.error("the journal in {} cannot be written", directory, why);
        lost += lines;
        unmarked += lines;
    }
}
