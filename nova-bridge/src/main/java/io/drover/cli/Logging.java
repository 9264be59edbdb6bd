package io.drover.cli;

import io.drover.config.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Sets up slf4j-simple, which reads its properties once, when the first logger is made: nothing may log before. */
public final class Logging {

    private static final String PREFIX = "org.slf4j.simpleLogger.";

    private Logging() {}

    /**
     * One line per entry on stderr: time, level, logger, text; in systemd's journal, which knows the time, with the
     * level as it wants it. Properties that are already set win.
     */
    public static void configure(boolean debug, Environment environment) {
        boolean journal = journal(environment);
        if (!(System.err instanceof LogLines)) {
            System.setErr(journal ? new JournalLines(System.err) : new LogLines(System.err));
        }
        set("logFile", "System.err");
        set("defaultLogLevel", "info");
        set("log.io.drover", debug ? "debug" : "info");
        set("log.com.rabbitmq", "warn");
        set("log.com.rabbitmq.client.impl.SocketFrameHandler", "off"); // the failure comes as an exception too
        set("log.org.apache.qpid", "warn");
        set("log.org.flywaydb", "warn");
        set("log.org.mariadb", "warn");
        set("showDateTime", journal ? "false" : "true");
        // a format, shown or not, makes the JVM load what it knows of a thousand locales
        if (!journal) set("dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        set("showThreadName", "false");
        set("showShortLogName", "true");
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
        if (System.getProperty(PREFIX + name) == null) System.setProperty(PREFIX + name, value);
    }
}
