package io.drover.journal;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** One file of whole lines: what a failed write left is cut off before the next. Not thread-safe. */
final class JournalFile implements Closeable {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final FileChannel channel;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private long waitingLines;
    private long whole;

    private JournalFile(FileChannel channel, long whole) {
        this.channel = channel;
        this.whole = whole;
    }

    /** Appears under its name only with its first line on disk. */
    static JournalFile create(Path file, byte[] firstLine) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(draft);
        FileChannel channel =
                FileChannel.open(draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER);
        try {
            writeAll(channel, ByteBuffer.wrap(firstLine), 0);
            channel.force(true);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            forceDirectory(file.getParent());
            return new JournalFile(channel, firstLine.length);
        } catch (IOException e) {
            channel.close();
            Files.deleteIfExists(draft);
            throw e;
        }
    }

    void append(byte[] line) {
        waiting.writeBytes(line);
        waitingLines++;
    }

    /** With what waits. */
    long size() {
        return whole + waiting.size();
    }

    int waitingBytes() {
        return waiting.size();
    }

    /**
     * @param first goes before what waits; not counted among the lost lines
     * @throws LostLines when what waited could not be written; it is dropped
     */
    void flush(byte[] first) throws LostLines {
        if (waitingLines == 0) return;
        try {
            if (channel.size() != whole) channel.truncate(whole);
            writeAll(channel, ByteBuffer.wrap(first), whole);
            writeAll(channel, ByteBuffer.wrap(waiting.toByteArray()), whole + first.length);
            whole += first.length + waiting.size();
        } catch (IOException e) {
            throw new LostLines(waitingLines, e);
        } finally {
            waiting.reset();
            waitingLines = 0;
        }
    }

    void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes, long from) throws IOException {
        long position = from;
        while (bytes.hasRemaining()) position += channel.write(bytes, position);
    }

    private static void forceDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Lines that are not on disk and never will be. */
    static final class LostLines extends IOException {

        private static final long serialVersionUID = 1;

        private final long lines;

        LostLines(long lines, IOException cause) {
            super(cause);
            this.lines = lines;
        }

        long lines() {
            return lines;
        }
    }
}
