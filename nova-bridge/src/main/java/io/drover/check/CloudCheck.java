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
     */
    record Finding(Result result, String text) {}

    /** Only {@code FAILED} makes the command fail. */
    enum Result {
        OK,
        WARNING,
        FAILED
    }
}
