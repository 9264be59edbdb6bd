package io.drover.cli;

import java.util.List;
import java.util.function.Function;

/**
 * oslo.log's default formats: {@code logging_default_format_string}, {@code logging_context_format_string} where the
 * text names a request, and {@code logging_exception_prefix} before each line of a trace.
 */
final class OsloLayout implements Function<LogEntry, String> {

    private static final String NOBODY = " - - - - - -";

    private final long process = ProcessHandle.current().pid();

    @Override
    public String apply(LogEntry entry) {
        String millis = Integer.toString(1000 + entry.millis()).substring(1);
        String when = entry.time() + "." + millis + " " + process + " ";
        StringBuilder lines = new StringBuilder(when)
                .append(entry.level().python)
                .append(' ')
                .append(entry.logger())
                .append(" [")
                .append(context(entry.requests()))
                .append("] ")
                .append(entry.text())
                .append('\n');
        for (String line : entry.trace()) {
            lines.append(when).append("ERROR ").append(entry.logger()).append(' ');
            lines.append(line.replace("\t", "    ")).append('\n');
        }
        return lines.toString();
    }

    /** Global id, id, and whose it is: nobody's that Keystone knows of. */
    private static String context(List<String> requests) {
        if (requests.isEmpty()) return "-";
        String global = requests.size() > 1 ? requests.get(1) : "None";
        return global + " " + requests.get(0) + NOBODY;
    }
}
