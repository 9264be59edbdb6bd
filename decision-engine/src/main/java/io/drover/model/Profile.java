package io.drover.model;

import io.drover.model.Settings.AuctionSettings;
import io.drover.model.Settings.Goal;
import io.drover.model.Settings.LoadSettings;
import io.drover.model.Settings.MigrationSettings;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Settings.StrategySettings;
import java.time.Duration;

/** Which rules a simulated fleet follows: SPEC 2, "Profile thesis", and SPEC 5, "Configuration". */
public enum Profile {
    DEFAULT("default"),
    THESIS("thesis"),
    THESIS_TESTBED("thesis-testbed");

    private final String option;

    Profile(String option) {
        this.option = option;
    }

    /** As {@code --profile} spells it. */
    public String option() {
        return option;
    }

    public Thresholds thresholds() {
        return this == THESIS_TESTBED ? Thresholds.TESTBED : Thresholds.DEFAULT;
    }

    /** For any host: a simulation fills in name and group. */
    public Settings settings(StrategyName strategy, Thresholds thresholds, boolean variable) {
        boolean thesis = this != DEFAULT;
        return new Settings(
                "",
                "",
                Mode.ENFORCE,
                new StrategySettings(
                        strategy,
                        Goal.AGGRESSIVE,
                        thresholds,
                        variable,
                        Duration.ofSeconds(300),
                        thesis ? 0 : 1,
                        thesis),
                auction(thesis),
                migration(thesis),
                new LoadSettings(
                        0.2,
                        Duration.ofSeconds(120),
                        thesis ? new LoadEstimate.Average(5) : new LoadEstimate.Recovered()));
    }

    private static AuctionSettings auction(boolean thesis) {
        return new AuctionSettings(
                new AuctionScope.All(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(45),
                Duration.ofSeconds(30),
                Duration.ofSeconds(120),
                thesis ? Duration.ZERO : Duration.ofSeconds(300));
    }

    private static MigrationSettings migration(boolean thesis) {
        return new MigrationSettings(
                12.5,
                1,
                1,
                0,
                thesis ? Duration.ZERO : Duration.ofSeconds(600),
                Duration.ofSeconds(1),
                Duration.ofSeconds(3600),
                1,
                CostModel.PUBLISHED,
                ChangeWindows.ALWAYS);
    }
}
