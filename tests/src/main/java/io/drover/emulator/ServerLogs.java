package io.drover.emulator;

import java.util.List;

/** Keeps the servers inside this process from logging what only an operator of theirs would read. */
public final class ServerLogs {

    private static final String LEVEL_OF = "org.slf4j.simpleLogger.log.";

    private ServerLogs() {}

    /** Before their first logger is made; whoever has set a level already has his way. */
    public static void silence() {
        for (String logger : List.of("org.apache.qpid", "qpid", "org.eclipse.jetty", "org.wiremock")) {
            if (System.getProperty(LEVEL_OF + logger) == null) {
                System.setProperty(LEVEL_OF + logger, "error");
            }
        }
    }
}
