package io.drover.journal;

import com.fasterxml.jackson.core.JacksonException;
import io.drover.auction.Event;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one journal file, line by line. A damaged line is counted and skipped. Not thread-safe. */
public final class JournalReader implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(JournalReader.class);

    private static final Pattern NAME = Pattern.compile("(?<series>journal|orders)-(?<number>\\d{6,9})\\.jsonl");
    private static final String JOURNAL = "journal";
    private static final String ORDERS = "orders";

    /** Longer ones are damage, and are not even read into memory: no writer writes them. */
    static final int MAX_LINE_BYTES = 2 << 20;

    /** How the line of a message begins: nothing that outlives a restart is in it. */
    private static final byte[] MESSAGE = "{\"heard\":{\"type\":\"heard\",".getBytes(StandardCharsets.US_ASCII);

    private final JournalCodec codec = new JournalCodec();
    private final InputStream in;
    private final JournalHeader header;
    private long line;
    private long damaged;
    private long firstDamaged;
    private boolean torn;

    /**
     * @throws IOException with one sentence for people: no such file, no journal, or a newer format
     */
    public JournalReader(Path file) throws IOException {
        this.in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            this.header = readHeader(file);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    public JournalHeader header() {
        return header;
    }

    /** The next entry that can be read; empty at the end. */
    public Optional<JournalEntry> next() throws IOException {
        return next(false);
    }

    /**
     * @param own only what is no message of others
     */
    private Optional<JournalEntry> next(boolean own) throws IOException {
        for (Optional<byte[]> read = read(); read.isPresent(); read = read()) {
            if (own && Arrays.mismatch(read.get(), MESSAGE) == MESSAGE.length) continue;
            try {
                return Optional.of(codec.entry(read.get()));
            } catch (IOException e) {
                if (damaged++ == 0) firstDamaged = line;
            }
        }
        return Optional.empty();
    }

    /** The number of the line of the newest entry; the header's is 1. */
    public long line() {
        return line;
    }

    /** The first line that could not be read; 0: none so far. */
    public long firstDamaged() {
        return firstDamaged;
    }

    /** Lines so far that could not be read; without a torn end. */
    public long damaged() {
        return damaged;
    }

    /** Whether the last line was left incomplete by a crash. Known once {@link #next} is empty. */
    public boolean torn() {
        return torn;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** A directory's journal files, oldest first. */
    public static List<Path> files(Path directory) throws IOException {
        return files(directory, JOURNAL);
    }

    /** A directory's files of an agent's own orders, oldest first; the journal that told of them may be gone. */
    public static List<Path> orders(Path directory) throws IOException {
        return files(directory, ORDERS);
    }

    private static List<Path> files(Path directory, String series) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> named(file, series))
                    .sorted((a, b) -> Integer.compare(number(a), number(b)))
                    .toList();
        }
    }

    private static boolean named(Path file, String series) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches() && name.group("series").equals(series) && Files.isRegularFile(file); // a pipe never ends
    }

    /** Each file's header carries what outlives a restart, so the oldest can always go. */
    static void prune(List<Path> files, RotationLimits rotation) throws IOException {
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

    /**
     * The files of one run, from its beginning.
     *
     * @param file any of them
     * @throws IOException with one sentence, also when rotation has taken the beginning
     */
    public static List<Path> run(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        JournalRun run = headerOf(absolute).run();
        List<Path> parts = new ArrayList<>();
        for (Path each : files(absolute.getParent())) {
            if (each.equals(absolute) || belongs(each, run)) parts.add(each);
        }
        if (parts.isEmpty()) parts.add(absolute);
        if (headerOf(parts.get(0)).part() != 1) {
            throw new IOException(
                    "the beginning of the run in " + file + " is no longer kept, so it cannot be replayed");
        }
        return parts;
    }

    /** What a restart finds in the newest files: state after the last line that can be read. */
    static PreviousRuns found(List<Path> files) throws IOException {
        for (int i = files.size() - 1; i >= 0; i--) {
            try (JournalReader reader = new JournalReader(files.get(i))) {
                RestoredState kept = reader.header().kept();
                boolean stopped = false;
                for (Optional<JournalEntry> entry = reader.next(true); entry.isPresent(); entry = reader.next(true)) {
                    kept = kept.after(entry.get());
                    stopped |=
                            entry.get() instanceof JournalEntry.Heard heard && heard.event() instanceof Event.Stopping;
                }
                return new PreviousRuns(kept, !stopped);
            } catch (Unreadable e) {
                LOG.warn("{}", e.getMessage());
            }
        }
        return PreviousRuns.NOTHING;
    }

    static Path file(Path directory, int number) {
        return file(directory, JOURNAL, number);
    }

    static Path orders(Path directory, int number) {
        return file(directory, ORDERS, number);
    }

    private static Path file(Path directory, String series, int number) {
        return directory.resolve(String.format("%s-%06d.jsonl", series, number));
    }

    /** 0: no journal file. */
    static int number(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches() ? Integer.parseInt(name.group("number")) : 0;
    }

    private static boolean belongs(Path file, JournalRun run) throws IOException {
        try {
            return headerOf(file).run().equals(run);
        } catch (Unreadable e) {
            return false;
        }
    }

    private static JournalHeader headerOf(Path file) throws IOException {
        try (JournalReader reader = new JournalReader(file)) {
            return reader.header();
        }
    }

    private JournalHeader readHeader(Path file) throws IOException {
        byte[] first = read().filter(line -> line.length > 0)
                .orElseThrow(() -> new Unreadable(file + " is no journal: it has no first line"));
        try {
            int format = codec.format(first);
            if (format > JournalHeader.FORMAT) {
                throw new IOException(
                        file + " has journal format " + format + ", this version reads up to " + JournalHeader.FORMAT);
            }
            return codec.header(first);
        } catch (JacksonException e) {
            throw new Unreadable(file + " is no journal: its first line is not a journal's header");
        }
    }

    /** Empty at the end, and for an end without newline; nothing of a line that is too long. */
    private Optional<byte[]> read() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        long length = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                line++;
                return Optional.of(length > MAX_LINE_BYTES ? new byte[0] : bytes.toByteArray());
            }
            if (++length <= MAX_LINE_BYTES) bytes.write(b);
        }
        torn = length > 0;
        return Optional.empty();
    }

    /** Not a journal, as a crash while it was made can leave it. */
    private static final class Unreadable extends IOException {

        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }
    }
}
