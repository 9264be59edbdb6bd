package io.drover.config;

import static io.drover.config.Kind.PATH;

import java.nio.file.Path;
import java.util.List;

/** Where the log of agent and measurement point goes: oslo.log's names. */
public final class LogOptions {

    private static final String SECTION = "DEFAULT";

    public static final Option<Path> LOG_FILE = Option.of(SECTION, "log_file", PATH)
            .help("File that the agent or the measurement point logs to; below log_dir, unless it begins with a slash. "
                    + "It is opened anew when it was moved away or removed. Unset, and without log_dir: stderr.");
    public static final Option<Path> LOG_DIR = Option.of(SECTION, "log_dir", PATH)
            .help("Directory of log_file. Without log_file: drover-agent.log or drover-measure.log in it.");
    public static final Option<LogFormat> LOG_FORMAT = Option.of(
                    SECTION, "log_format", Kind.choice(LogFormat.class), "journal")
            .help("How the log is laid out: for systemd's journal and for people (journal), as oslo.log's default "
                    + "(oslo), or as one JSON object a line with oslo.log's keys (json).");

    private LogOptions() {}

    static List<Option<?>> all() {
        return List.of(LOG_FILE, LOG_DIR, LOG_FORMAT);
    }
}
