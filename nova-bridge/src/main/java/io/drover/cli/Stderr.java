package io.drover.cli;

import io.drover.config.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where words for people go. */
public final class Stderr {

    private static final Path DEVICE = Path.of("/proc/self/fd/2");

    private Stderr() {}

    /** Whether a line on it can be written over. */
    public static boolean isTerminal(Environment environment) {
        if (environment.variable("TERM").filter(name -> !name.equals("dumb")).isEmpty()) return false;
        try {
            String device = Files.readSymbolicLink(DEVICE).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
