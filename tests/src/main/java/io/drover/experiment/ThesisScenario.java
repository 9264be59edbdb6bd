package io.drover.experiment;

import io.drover.scenario.LoadLevel;
import io.drover.scenario.Pattern;
import java.util.List;

/** The five scenarios with the loads of each: doc/sources.md, Table 4-1. */
public enum ThesisScenario {
    NORMAL_FIXED(1, "Normal without variable threshold", Pattern.NORMAL, LoadLevel.values()),
    NORMAL(2, "Normal with variable threshold", Pattern.NORMAL, LoadLevel.values()),
    BURST(3, "Burst with variable threshold", Pattern.BURST, LoadLevel.LOW, LoadLevel.MEDIUM),
    DRAIN(4, "Drain with variable threshold", Pattern.DRAIN, LoadLevel.MEDIUM, LoadLevel.HIGH),
    FLUCTUATION(5, "Normal with variable threshold and fluctuation", Pattern.FLUCTUATION, LoadLevel.values());

    private final int number;
    private final String title;
    private final Pattern pattern;
    private final List<LoadLevel> loads;

    ThesisScenario(int number, String title, Pattern pattern, LoadLevel... loads) {
        this.number = number;
        this.title = title;
        this.pattern = pattern;
        this.loads = List.of(loads);
    }

    /** In Table 4-1, 1..5. */
    public int number() {
        return number;
    }

    public String title() {
        return title;
    }

    public Pattern pattern() {
        return pattern;
    }

    public boolean variableThreshold() {
        return this != NORMAL_FIXED;
    }

    public List<LoadLevel> loads() {
        return loads;
    }

    /** Whether the same servers with the same loads are there from the start to the end. */
    public boolean constant() {
        return pattern == Pattern.NORMAL;
    }
}
