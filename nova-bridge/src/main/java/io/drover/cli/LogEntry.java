package io.drover.cli;

import io.drover.wire.Printable;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry of a log, as slf4j-simple wrote it: {@code [thread] LEVEL logger - text}, and the lines of its stack trace.
 * What does not look like that is an error of nobody's.
 */
record LogEntry(ZonedDateTime at, String thread, Level level, String logger, String text, List<String> trace) {

    private static final Pattern SIMPLE =
            Pattern.compile("\\[(?<thread>.*?)\\] (?<level>ERROR|WARN|INFO|DEBUG|TRACE) (?<logger>\\S+) - (?<text>.*)");

    private static final Pattern REQUEST = Pattern.compile("\\breq-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b");

    /** Python's names and numbers of it. */
    enum Level {
        ERROR("ERROR", 40),
        WARN("WARNING", 30),
        INFO("INFO", 20),
        DEBUG("DEBUG", 10),
        TRACE("DEBUG", 10);

        final String python;
        final int number;

        Level(String python, int number) {
            this.python = python;
            this.number = number;
        }
    }

    LogEntry {
        trace = List.copyOf(trace);
    }

    static LogEntry of(String written, List<String> trace) {
        ZonedDateTime now = ZonedDateTime.now(ZoneId.systemDefault());
        String line = Printable.line(written);
        Matcher simple = SIMPLE.matcher(line);
        if (!simple.matches()) return new LogEntry(now, "", Level.ERROR, "drover.stderr", line, trace);
        return new LogEntry(
                now,
                simple.group("thread"),
                Level.valueOf(simple.group("level")),
                simple.group("logger"),
                simple.group("text"),
                trace);
    }

    /** Ids of OpenStack's requests that the text names, in its order. */
    List<String> requests() {
        return REQUEST.matcher(text).results().map(found -> found.group()).toList();
    }

    /** {@code 2026-01-31 12:00:00}, local, as Python's loggers have it. */
    String time() {
        LocalDateTime local = at.toLocalDateTime();
        return local.toLocalDate() + " " + two(local.getHour()) + ":" + two(local.getMinute()) + ":"
                + two(local.getSecond());
    }

    int millis() {
        return at.getNano() / 1_000_000;
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : "" + number;
    }
}
