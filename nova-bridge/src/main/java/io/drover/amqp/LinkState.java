package io.drover.amqp;

/** What became of the connection to the broker. */
public enum LinkState {
    /** For the first time. */
    CONNECTED,
    /** Lost; nothing is heard, and what is sent waits for as long as it is worth. */
    CUT,
    /** Back, perhaps with another broker of the cluster. */
    RECOVERED,
    /** The broker is short of memory or disk and takes no messages; it still delivers. */
    BLOCKED,
    UNBLOCKED,
    /** While we were cut, another agent took this host: the link is closed for good, and the agent must stop. */
    TAKEN
}
