package io.drover.cli;

import java.util.List;

/** Ends a command: one sentence per fault, without a stack trace. */
public final class CommandFault extends RuntimeException {

    /** What was asked could not be done. */
    public static final int FAILED = 1;

    /** What was asked makes no sense. */
    public static final int USAGE = 2;

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<String> sentences;

    public CommandFault(int status, List<String> sentences, Throwable cause) {
        super(String.join("; ", sentences), cause);
        this.status = status;
        this.sentences = List.copyOf(sentences);
    }

    public static CommandFault usage(String sentence) {
        return new CommandFault(USAGE, List.of(sentence), null);
    }

    public static CommandFault failed(String sentence) {
        return new CommandFault(FAILED, List.of(sentence), null);
    }

    public int status() {
        return status;
    }

    public List<String> sentences() {
        return sentences;
    }
}
