package io.drover.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** A set of defaults. In those of the thesis all that Drover adds is off: doc/sources.md, "Profile thesis". */
public enum Profile {
    DEFAULT,
    THESIS,
    /** The same with the thresholds of doc/sources.md, Table H-1. */
    THESIS_TESTBED;

    /** Whether decisions follow the thesis where it and Drover differ. */
    public boolean thesisRules() {
        return this != DEFAULT;
    }

    /** The options whose default differs, and their texts. */
    public Map<Option<?>, String> defaults() {
        Map<Option<?>, String> defaults = new LinkedHashMap<>();
        if (this == DEFAULT) return defaults;
        defaults.put(Options.LOAD_MINUTES, "5");
        defaults.put(Options.AUCTION_SCOPE, "all");
        defaults.put(Options.REQUIRED_IMPROVEMENT, "0");
        defaults.put(Options.QUIET, "0");
        defaults.put(Options.MAX_OUTBOUND, "0");
        defaults.put(Options.MAX_INBOUND, "0");
        defaults.put(Options.MAX_FLEET, "0");
        defaults.put(Options.SERVER_COOLDOWN, "0");
        defaults.put(Options.COST_MODEL, "published");
        if (this == THESIS_TESTBED) {
            defaults.put(Options.PUSH, "0.55");
            defaults.put(Options.PULL, "0.25");
        }
        return defaults;
    }
}
