package io.drover.soak;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The wall clock of one process, which can step. Needs gcc; without it the clock stays as it is. */
final class WallClock {

    private static final Path COMPILER = Path.of("/usr/bin/gcc");

    private final Path library;
    private final Path offset;

    WallClock(Path folder, String name) throws IOException {
        this.library = folder.resolve("clock.so");
        this.offset = folder.resolve(name + ".clock");
        step(Duration.ZERO);
        if (canStep() && !Files.exists(library)) compile(folder.resolve("clock.c"));
    }

    private void compile(Path source) throws IOException {
        try (InputStream text = WallClock.class.getResourceAsStream("/soak/clock.c")) {
            Files.copy(text, source);
        }
        Shell.run(COMPILER.toString(), "-O2", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl");
    }

    static boolean canStep() {
        return Files.isExecutable(COMPILER);
    }

    /** For the process that shall have it. */
    Map<String, String> environment() {
        return canStep() ? Map.of("LD_PRELOAD", library.toString(), "SOAK_CLOCK", offset.toString()) : Map.of();
    }

    /** So far from the machine's. */
    void step(Duration by) {
        ByteBuffer seconds = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        try (RandomAccessFile file = new RandomAccessFile(offset.toFile(), "rw")) { // mapped: it must not get shorter
            file.write(seconds.putLong(by.toSeconds()).array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
