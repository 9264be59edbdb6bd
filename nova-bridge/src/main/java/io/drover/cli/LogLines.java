package io.drover.cli;

import io.drover.wire.Printable;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Keeps each entry of the log on one line, whatever was put into it: much of what is logged others wrote. */
class LogLines extends PrintStream {

    LogLines(OutputStream stderr) {
        super(stderr, true, StandardCharsets.UTF_8);
    }

    @Override
    public void println(String entry) {
        super.println(Printable.line(entry));
    }

    /** A line of a stack trace; those of its frames begin with a tab. */
    @Override
    public void println(Object line) {
        super.println((Object) traced(line));
    }

    String traced(Object line) {
        String text = String.valueOf(line);
        return (text.startsWith("\t") ? "\t" : "") + Printable.line(text).strip();
    }
}
