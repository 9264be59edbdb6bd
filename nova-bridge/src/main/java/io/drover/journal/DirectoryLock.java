package io.drover.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps a second agent out of a state directory; goes with the process that holds it. */
final class DirectoryLock implements Closeable {

    /** Of this process: closing a second channel to a locked file would give up the first one's lock. */
    private static final Set<Path> HERE = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    static DirectoryLock take(Path directory) throws IOException {
        Path real = made(directory);
        if (!HERE.add(real)) throw inUse(directory);
        try {
            return new DirectoryLock(real, locked(real, directory));
        } catch (IOException e) {
            HERE.remove(real);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HERE.remove(directory);
    }

    private static FileChannel locked(Path real, Path directory) throws IOException {
        FileChannel channel = open(real);
        if (channel.tryLock() != null) return channel;
        channel.close();
        throw inUse(directory);
    }

    private static Path made(Path directory) throws IOException {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
            return directory.toRealPath();
        } catch (IOException e) {
            throw new IOException("the journal's directory " + directory + " cannot be made: " + e, e);
        }
    }

    private static FileChannel open(Path directory) throws IOException {
        try {
            return FileChannel.open(
                    directory.resolve("lock"),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (IOException e) {
            throw new IOException("the journal's directory " + directory + " cannot be used: " + e, e);
        }
    }

    private static IOException inUse(Path directory) {
        return new IOException("another agent keeps its journal in " + directory);
    }
}
