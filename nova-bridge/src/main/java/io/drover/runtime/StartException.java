package io.drover.runtime;

/** The agent cannot start. The message is one sentence for people, without secrets. */
public final class StartException extends Exception {

    private static final long serialVersionUID = 1L;

    public StartException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
