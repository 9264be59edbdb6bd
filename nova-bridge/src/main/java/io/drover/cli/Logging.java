package io.drover.cli;

/** Sets up slf4j-simple, which reads its properties once, when the first logger is made: nothing may log before. */
public final class Logging {

    private static final String PREFIX = "org.slf4j.simpleLogger.";

    private Logging() {}

    /** One line per entry on stderr: time, level, logger, text. Properties that are already set win. */
    public static void configure(boolean debug) {
        set("logFile", "System.err");
        set("defaultLogLevel", "info");
        set("log.io.drover", debug ? "debug" : "info");
        set("log.com.rabbitmq", "warn");
        set("log.org.apache.qpid", "warn");
        set("log.org.flywaydb", "warn");
        set("log.org.mariadb", "warn");
        set("showDateTime", "true");
        set("dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        set("showThreadName", "false");
        set("showShortLogName", "true");
    }

    private static void set(String name, String value) {
        if (System.getProperty(PREFIX + name) == null) System.setProperty(PREFIX + name, value);
    }
}
