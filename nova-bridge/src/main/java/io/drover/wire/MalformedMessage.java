package io.drover.wire;

/** These bytes are no message of ours; nothing of them may be acted upon. The message is one sentence for a log. */
public final class MalformedMessage extends Exception {

    private static final long serialVersionUID = 1L;

    private final DropReason reason;

    public MalformedMessage(DropReason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    public DropReason reason() {
        return reason;
    }
}
