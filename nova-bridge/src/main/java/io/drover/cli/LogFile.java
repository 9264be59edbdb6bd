package io.drover.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * Appends to a file that others rotate: before each line it looks whether its name still stands for the same file, and
 * opens it anew when not. A file that was cut short goes on at its new end. While it cannot be opened, lines go to
 * stderr.
 */
final class LogFile extends OutputStream {

    private static final Set<OpenOption> APPEND = Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);

    private final Path path;
    private final OutputStream instead;
    private FileChannel channel;
    private Object key;
    private boolean begun;

    /** @throws IOException when it cannot be opened now */
    LogFile(Path path, OutputStream instead) throws IOException {
        this.path = path;
        this.instead = instead;
        open();
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) return;
        if (!begun) follow();
        begun = bytes[offset + length - 1] != '\n';
        if (channel == null) {
            instead.write(bytes, offset, length);
            return;
        }
        ByteBuffer left = ByteBuffer.wrap(bytes, offset, length);
        while (left.hasRemaining()) channel.write(left);
    }

    private void follow() throws IOException {
        if (channel != null && Objects.equals(keyOf(path), key)) return;
        try {
            if (channel != null) channel.close();
            channel = null;
            open();
        } catch (IOException e) {
            channel = null; // said by the lines themselves, which come to stderr
        }
    }

    private void open() throws IOException {
        channel = FileChannel.open(
                path, APPEND, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
        key = keyOf(path);
    }

    /** Device and inode; null when there is no such file. */
    private static Object keyOf(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, new LinkOption[0])
                    .fileKey();
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (channel != null) channel.close();
        channel = null;
    }
}
