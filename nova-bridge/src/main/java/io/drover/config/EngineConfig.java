package io.drover.config;

import io.drover.model.AuctionScope;
import io.drover.model.CostModel;
import io.drover.model.Mode;
import io.drover.model.Settings;
import io.drover.model.Settings.AuctionSettings;
import io.drover.model.Settings.LoadSettings;
import io.drover.model.Settings.MigrationSettings;
import io.drover.model.Settings.StrategySettings;
import io.drover.model.Thresholds;
import java.time.Duration;

/** What the options mean to the engine. */
public record EngineConfig(
        Mode mode, StrategySettings strategy, AuctionSettings auction, MigrationSettings migration, LoadSettings load) {

    public static EngineConfig of(Configuration configuration) {
        return new EngineConfig(
                configuration.get(Options.MODE),
                strategy(configuration),
                auction(configuration),
                migration(configuration),
                load(configuration));
    }

    public Settings settings(String host, String group) {
        return new Settings(host, group, mode, strategy, auction, migration, load);
    }

    private static StrategySettings strategy(Configuration configuration) {
        return new StrategySettings(
                configuration.get(Options.STRATEGY),
                configuration.get(Options.GOAL),
                new Thresholds(configuration.get(Options.PUSH), configuration.get(Options.PULL)),
                configuration.get(Options.VARIABLE),
                configuration.get(Options.VARIABLE_MEAN),
                configuration.get(Options.REQUIRED_IMPROVEMENT),
                configuration.get(Options.PROFILE).thesisRules());
    }

    private static AuctionSettings auction(Configuration configuration) {
        AuctionScope scope = configuration.get(Options.AUCTION_SCOPE);
        return new AuctionSettings(
                scope,
                configuration.get(Options.REPLY_TIMEOUT),
                configuration.get(Options.LOCK_TIMEOUT),
                configuration.get(Options.SOURCE_SETTLE),
                configuration.get(Options.DESTINATION_SETTLE),
                configuration.get(Options.BACKOFF_LIMIT),
                configuration.get(Options.QUIET));
    }

    private static MigrationSettings migration(Configuration configuration) {
        return new MigrationSettings(
                configuration.get(Options.BANDWIDTH),
                capped(configuration.get(Options.MAX_OUTBOUND)),
                capped(configuration.get(Options.MAX_INBOUND)),
                configuration.get(Options.MAX_FLEET),
                configuration.get(Options.SERVER_COOLDOWN),
                configuration.get(Options.DOWNTIME_LIMIT),
                configuration.get(Options.COMPLETION_TIMEOUT),
                configuration.get(Options.DEFAULT_DIRTY_RATE),
                cost(configuration),
                CronWindows.of(configuration.get(Options.ALLOW), configuration.get(Options.TIMEZONE)));
    }

    /** An operator's 0 is "any number". */
    private static int capped(int count) {
        return count == 0 ? Integer.MAX_VALUE : count;
    }

    private static CostModel cost(Configuration configuration) {
        double threshold = configuration
                .find(Options.NOVA_DOWNTIME)
                .map(downtime -> configuration.get(Options.BANDWIDTH) * seconds(downtime))
                .orElse(configuration.get(Options.STOP_THRESHOLD));
        return new CostModel(
                threshold,
                configuration.get(Options.MAX_ROUNDS),
                seconds(configuration.get(Options.RESUME_TIME)),
                configuration.get(Options.GAMMA_A),
                configuration.get(Options.GAMMA_B),
                configuration.get(Options.GAMMA_C));
    }

    private static LoadSettings load(Configuration configuration) {
        TelemetryConfig telemetry = TelemetryConfig.of(configuration);
        return new LoadSettings(
                telemetry.lambda(), telemetry.maxAge(), telemetry.settings().estimate());
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
