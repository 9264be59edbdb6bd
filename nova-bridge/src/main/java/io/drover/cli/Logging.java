package io.drover.cli;

import io.drover.config.Environment;
import io.drover.config.LogConfig;
import io.drover.config.LogFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sets up slf4j-simple, which reads its properties once, when the first logger is made: nothing may log before. It
 * prints to {@code System.err}, and what stands there lays the entries out. Larger logging libraries do the same in
 * several megabytes of an agent's memory.
 */
public final class Logging {

    private static final String PREFIX = "org.slf4j.simpleLogger.";

    /** What the process began with: nothing else leads to its real stderr any more. */
    private static final PrintStream STDERR = System.err;

    /** Properties that were set here, and may be set anew. */
    private static final Set<String> OURS = ConcurrentHashMap.newKeySet();

    private Logging() {}

    /**
     * One line per entry on stderr: time, level, logger, text; in systemd's journal, which knows the time, with the
     * level as it wants it. Properties that are already set win.
     */
    public static void configure(boolean debug, Environment environment) {
        configure(new LogConfig(Optional.empty(), LogFormat.JOURNAL, debug), environment);
    }

    /**
     * A service's log. The last call counts, as long as nothing was logged before.
     *
     * @throws CommandFault when its file cannot be opened
     */
    public static void configure(LogConfig config, Environment environment) {
        boolean journal = config.file().isEmpty() && journal(environment);
        boolean plain = config.format() == LogFormat.JOURNAL;
        if (config.file().isPresent() || !plain || !(System.err instanceof LogLines)) {
            System.setErr(stream(config, target(config), journal, environment));
        }
        set("logFile", "System.err");
        set("defaultLogLevel", "info");
        set("log.io.drover", config.debug() ? "debug" : "info");
        set("log.com.rabbitmq", "warn");
        set("log.com.rabbitmq.client.impl.SocketFrameHandler", "off"); // the failure comes as an exception too
        set("log.org.apache.qpid", "warn");
        set("log.org.flywaydb", "warn");
        set("log.org.mariadb", "warn");
        set("showDateTime", Boolean.toString(plain && !journal));
        // a format, shown or not, makes the JVM load what it knows of a thousand locales
        if (plain && !journal) set("dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        set("showThreadName", Boolean.toString(!plain));
        set("showShortLogName", Boolean.toString(plain));
    }

    private static PrintStream stream(LogConfig config, OutputStream target, boolean journal, Environment environment) {
        return switch (config.format()) {
            case JOURNAL -> journal ? new JournalLines(target) : new LogLines(target);
            case OSLO -> new EntryStream(target, new OsloLayout());
            case JSON -> new EntryStream(target, new JsonLayout(environment.hostName()));
        };
    }

    private static OutputStream target(LogConfig config) {
        if (config.file().isEmpty()) return STDERR;
        Path file = config.file().get();
        try {
            return new LogFile(file, STDERR);
        } catch (NoSuchFileException e) {
            throw CommandFault.usage("the log file " + file + " cannot be opened: its directory is not there");
        } catch (AccessDeniedException e) {
            throw CommandFault.usage("the log file " + file + " cannot be opened: permission denied");
        } catch (IOException e) {
            throw CommandFault.usage("the log file " + file + " cannot be opened: " + e.getMessage());
        }
    }

    /** Whether stderr is the journal: systemd names the stream, for a child may have redirected it. */
    private static boolean journal(Environment environment) {
        return environment
                .variable("JOURNAL_STREAM")
                .map(stream -> stream.equals(stderr()))
                .orElse(false);
    }

    private static String stderr() {
        try {
            Map<String, Object> file = Files.readAttributes(Path.of("/proc/self/fd/2"), "unix:dev,ino");
            return file.get("dev") + ":" + file.get("ino");
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    private static void set(String name, String value) {
        String property = PREFIX + name;
        if (System.getProperty(property) != null && !OURS.contains(property)) return;
        OURS.add(property);
        System.setProperty(property, value);
    }
}
