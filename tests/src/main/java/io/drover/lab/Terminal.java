package io.drover.lab;

import io.drover.cli.Stderr;
import io.drover.config.Environment;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The window that stderr is in, if it is in one. */
final class Terminal {

    private static final File STDERR = new File("/proc/self/fd/2");
    private static final int LOOK_AGAIN_NANOS = 2_000_000_000;
    private static final int STTY_MILLIS = 500;

    private final boolean coloured;
    private Size size = new Size(24, 80);
    private long lookedAt;
    private boolean looked;

    /** In characters. */
    record Size(int rows, int columns) {}

    private Terminal(boolean coloured) {
        this.coloured = coloured;
    }

    /** Empty when stderr is a file or a pipe, or the terminal cannot move its cursor. */
    static Optional<Terminal> of(Environment environment) {
        return Stderr.isTerminal(environment)
                ? Optional.of(new Terminal(environment.variable("NO_COLOR").isEmpty()))
                : Optional.empty();
    }

    boolean coloured() {
        return coloured;
    }

    /** Looked at again every other second, for windows change. */
    Size size() {
        if (looked && System.nanoTime() - lookedAt < LOOK_AGAIN_NANOS) return size;
        looked = true;
        lookedAt = System.nanoTime();
        size = asked().orElse(size);
        return size;
    }

    private static Optional<Size> asked() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(STDERR)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(STTY_MILLIS, TimeUnit.MILLISECONDS)) {
                stty.destroyForcibly();
                return Optional.empty();
            }
            try (InputStream out = stty.getInputStream()) {
                return parsed(new String(out.readNBytes(64), StandardCharsets.US_ASCII));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Size> parsed(String text) {
        if (!text.strip().matches("[1-9]\\d{0,4} [1-9]\\d{0,4}")) return Optional.empty();
        String[] numbers = text.strip().split(" ");
        return Optional.of(new Size(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1])));
    }
}
