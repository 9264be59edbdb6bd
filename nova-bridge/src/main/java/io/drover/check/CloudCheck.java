package io.drover.check;

import io.drover.config.AgentConfig;
import java.util.List;

/** One thing that {@code drover config check --cloud} tries; found by {@code ServiceLoader}. Bounded in time. */
public interface CloudCheck {

    /** What is checked ("microversion"). */
    String name();

    /** Everything found, at least one. Throws nothing: what cannot be reached is a finding. */
    List<Finding> check(AgentConfig config);

    /**
     * @param text one sentence for people
     * @param cause what failed, where other checks may fail for the same: the first of them tells it for all; empty:
     *     the text itself
     */
    record Finding(Result result, String text, String cause) {

        public Finding(Result result, String text) {
            this(result, text, "");
        }
    }

    /** Only {@code FAILED} makes the command fail. */
    enum Result {
        OK,
        WARNING,
        FAILED
    }
}
