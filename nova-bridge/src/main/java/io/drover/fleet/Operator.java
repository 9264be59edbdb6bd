package io.drover.fleet;

import io.drover.cli.CommandSession;

/** Who gives a word, for the agents' logs and journals. */
final class Operator {

    private Operator() {}

    /** The user of this system, and its machine. */
    static String name(CommandSession session) {
        return session.environment().variable("USER").orElse("somebody") + "@"
                + session.environment().hostName();
    }
}
