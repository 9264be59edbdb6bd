package io.drover.cli;

import java.io.OutputStream;
import java.util.Map;

/** Puts each line's level in front of it, as sd-daemon(3) has it, so that {@code journalctl -p warning} finds it. */
final class JournalLines extends LogLines {

    private static final Map<String, Integer> PRIORITIES =
            Map.of("ERROR", 3, "WARN", 4, "INFO", 6, "DEBUG", 7, "TRACE", 7);
    private static final int OF_TRACES = 3;

    JournalLines(OutputStream stderr) {
        super(stderr);
    }

    /** An entry of the log, which begins with its level; the level is then taken off. */
    @Override
    public void println(String entry) {
        int space = entry.indexOf(' ');
        Integer priority = space < 0 ? null : PRIORITIES.get(entry.substring(0, space));
        super.println(priority == null ? entry : "<" + priority + ">" + entry.substring(space + 1));
    }

    @Override
    String traced(Object line) {
        return "<" + OF_TRACES + ">" + super.traced(line);
    }
}
