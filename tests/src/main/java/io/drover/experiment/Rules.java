package io.drover.experiment;

import io.drover.model.Profile;
import io.drover.model.Settings;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.scenario.Testbed;
import java.time.Duration;

/** Which rules the agents of a cell follow. Thresholds are 0.55 and 0.25: doc/sources.md, Table H-1. */
public enum Rules {
    /** The thesis' as it ran its tests: with the waits of doc/sources.md, 5.1. */
    THESIS("thesis", Profile.THESIS_TESTBED),
    /** The thesis' without these waits, and the earlier simulation's: nobody waits for a load to become true. */
    UNSETTLED("unsettled", Profile.THESIS_TESTBED),
    /** Drover's own defaults. */
    DROVER("drover", Profile.DEFAULT);

    private final String word;
    private final Profile profile;

    Rules(String word, Profile profile) {
        this.word = word;
        this.profile = profile;
    }

    public String word() {
        return word;
    }

    Profile profile() {
        return profile;
    }

    Settings settings(StrategyName strategy, boolean variableThreshold) {
        Settings settings = Testbed.settings(profile, strategy, Thresholds.TESTBED, variableThreshold);
        return this == UNSETTLED ? withoutSettling(settings) : settings;
    }

    private static Settings withoutSettling(Settings settings) {
        return settings.with(settings.auction().toBuilder()
                .sourceSettle(Duration.ZERO)
                .destinationSettle(Duration.ZERO)
                .build());
    }
}
