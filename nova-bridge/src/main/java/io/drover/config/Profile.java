package io.drover.config;

import io.drover.model.Settings.Rules;
import java.util.LinkedHashMap;
import java.util.Map;

/** A set of defaults. SPEC 2, "Profile thesis": everything that Drover adds to the published algorithms is off. */
public enum Profile {
    DEFAULT,
    THESIS,
    /** The same with the thresholds of Table H-1. */
    THESIS_TESTBED;

    /** Whose rule holds where the thesis and Drover differ. */
    public Rules rules() {
        return this == DEFAULT ? Rules.DROVER : Rules.THESIS;
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
