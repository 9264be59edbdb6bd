package io.drover.experiment;

import io.drover.model.Profile;
import io.drover.model.Settings;
import io.drover.model.Settings.AuctionSettings;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import java.time.Duration;

/** Which rules the agents of a cell follow. All use the testbed's thresholds, 0.55 and 0.25 (Table H-1). */
public enum Rules {
    /** The thesis' as it ran its tests: with the waits of section 5.1. */
    THESIS("thesis", Profile.THESIS_TESTBED),
    /** The thesis' before section 5.1 and the earlier simulation's: nobody waits for a load to become true. */
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
        Settings settings = profile.settings(strategy, Thresholds.TESTBED, variableThreshold);
        return this == UNSETTLED ? withoutSettling(settings) : settings;
    }

    private static Settings withoutSettling(Settings settings) {
        AuctionSettings auction = settings.auction();
        return new Settings(
                settings.host(),
                settings.group(),
                settings.mode(),
                settings.strategy(),
                new AuctionSettings(
                        auction.scope(),
                        auction.replyTimeout(),
                        auction.lockTimeout(),
                        Duration.ZERO,
                        Duration.ZERO,
                        auction.backoffLimit(),
                        auction.quiet()),
                settings.migration(),
                settings.load());
    }
}
