package io.drover.cli;

import io.drover.wire.Printable;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What slf4j-simple prints to, gathered to whole entries: it prints a line, then perhaps the lines of a stack trace,
 * and flushes. Each entry is written at once.
 */
final class EntryStream extends PrintStream {

    private static final int TRACE_LINES_AT_MOST = 500;

    private final Function<LogEntry, String> layout;
    private final List<String> trace = new ArrayList<>();
    private String begun;

    EntryStream(OutputStream target, Function<LogEntry, String> layout) {
        super(target, true, StandardCharsets.UTF_8);
        this.layout = layout;
    }

    @Override
    public synchronized void println(String line) {
        flush();
        begun = line;
    }

    /** A line of a stack trace, or of one that nobody's entry began. */
    @Override
    public synchronized void println(Object line) {
        String text = String.valueOf(line);
        String shown =
                (text.startsWith("\t") ? "\t" : "") + Printable.line(text).strip();
        if (begun == null) {
            begun = shown;
            flush();
        } else if (trace.size() < TRACE_LINES_AT_MOST) trace.add(shown);
    }

    @Override
    public synchronized void flush() {
        if (begun != null) {
            byte[] bytes = layout.apply(LogEntry.of(begun, trace)).getBytes(StandardCharsets.UTF_8);
            begun = null;
            trace.clear();
            write(bytes, 0, bytes.length);
        }
        super.flush();
    }
}
