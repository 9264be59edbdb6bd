package io.drover.nova;

/** Nova gave no usable answer to a question: no connection, no time left, a server error, an unreadable body. */
public final class Unanswered extends Exception {

    private static final long serialVersionUID = 1;

    /**
     * @param message one sentence without a full stop, and without secrets
     */
    public Unanswered(String message) {
        super(message);
    }

    public Unanswered(String message, Throwable cause) {
        super(message, cause);
    }
}
