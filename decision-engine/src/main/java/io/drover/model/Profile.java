package io.drover.model;

import io.drover.model.Settings.Goal;
import io.drover.model.Settings.Rules;
import io.drover.model.Settings.StrategyName;
import java.time.Duration;

/**
 * A set of defaults, with those of the records that it takes as they are: agents, simulations and experiments start from these.
 * {@link #THESIS} leaves out all that Drover adds to the published algorithms.
 */
public enum Profile {
    DEFAULT("default", Thresholds.DEFAULT),
    THESIS("thesis", Thresholds.DEFAULT),
    /** The same with the thresholds of Table H-1. */
    THESIS_TESTBED("thesis-testbed", Thresholds.TESTBED);

    private static final int ANY_NUMBER = Integer.MAX_VALUE;

    private final String option;
    private final Thresholds thresholds;

    Profile(String option, Thresholds thresholds) {
        this.option = option;
        this.thresholds = thresholds;
    }

    /** As {@code --profile} spells it. */
    public String option() {
        return option;
    }

    public Thresholds thresholds() {
        return thresholds;
    }

    /** What an agent goes by where nothing but the profile is set; host and group are empty. */
    public Settings settings() {
        boolean thesis = this != DEFAULT;
        return new Settings(
                "",
                "",
                Mode.ENFORCE,
                new StrategySettings(
                        StrategyName.HYBRID,
                        Goal.AGGRESSIVE,
                        thresholds,
                        Thresholds.MEMORY,
                        true,
                        Duration.ofSeconds(300),
                        thesis ? 0 : 1,
                        thesis ? Rules.THESIS : Rules.DROVER),
                auction(thesis),
                migration(thesis),
                new LoadSettings(
                        thesis ? 0.2 : 0,
                        Duration.ofSeconds(120),
                        thesis ? new LoadEstimate.Average(5) : new LoadEstimate.Recovered(),
                        thesis ? ContentionSettings.OFF : ContentionSettings.DEFAULT));
    }

    private static AuctionSettings auction(boolean thesis) {
        return new AuctionSettings.Builder()
                .scope(thesis ? new AuctionScope.All() : new AuctionScope.Auto())
                .replyTimeout(Duration.ofSeconds(10))
                .lockTimeout(Duration.ofSeconds(60))
                .sourceSettle(Duration.ofSeconds(45))
                .destinationSettle(Duration.ofSeconds(30))
                .backoffLimit(Duration.ofSeconds(120))
                .quiet(thesis ? Duration.ZERO : Duration.ofSeconds(300))
                .build();
    }

    private static MigrationSettings migration(boolean thesis) {
        return new MigrationSettings.Builder()
                .bandwidth(125)
                .maxOutbound(thesis ? ANY_NUMBER : 1)
                .maxInbound(thesis ? ANY_NUMBER : 1)
                .maxFleet(0)
                .serverCooldown(thesis ? Duration.ZERO : Duration.ofSeconds(600))
                .downtimeLimit(Duration.ofSeconds(1))
                .completionTimeout(Duration.ofSeconds(3600))
                .defaultDirtyRate(10)
                .cost(CostModel.PUBLISHED)
                .windows(ChangeWindows.ALWAYS)
                .build();
    }
}
