package io.drover.config;

import io.drover.model.AdviceSettings;
import io.drover.model.AuctionSettings;
import io.drover.model.ContentionSettings;
import io.drover.model.CostModel;
import io.drover.model.DrainSettings;
import io.drover.model.LoadSettings;
import io.drover.model.MigrationSettings;
import io.drover.model.Mode;
import io.drover.model.Settings;
import io.drover.model.StrategySettings;
import io.drover.model.Thresholds;
import java.util.List;
import java.util.Optional;

/**
 * What the options mean to the engine.
 *
 * @param migration where the hypervisor is unknown
 * @param kvm the cost model where it is QEMU; empty: the same as elsewhere
 */
public record EngineConfig(
        Mode mode,
        StrategySettings strategy,
        AuctionSettings auction,
        MigrationSettings migration,
        LoadSettings load,
        DrainSettings drain,
        AdviceSettings advice,
        Optional<CostModel> kvm) {

    private static final String QEMU = "QEMU";

    public static EngineConfig of(Configuration configuration) {
        CostSource source = configuration.get(MigrationOptions.COST_MODEL);
        CostModel kvm = Costs.kvm(configuration);
        return new EngineConfig(
                configuration.get(Options.MODE),
                strategy(configuration),
                auction(configuration),
                migration(configuration, source == CostSource.KVM ? kvm : Costs.published(configuration)),
                load(configuration),
                new DrainSettings(
                        configuration.get(Options.DRAIN_PARALLEL),
                        configuration.get(Options.DRAIN_CEILING),
                        configuration.get(Options.DRAIN_ON_STALL)),
                new AdviceSettings(
                        configuration.get(Options.ADVICE_LIFETIME), configuration.get(Options.ADVICE_PROMISED)),
                source == CostSource.AUTO ? Optional.of(kvm) : Optional.empty());
    }

    /**
     * The same on a host with this hypervisor.
     *
     * @param hypervisor as Nova calls it; libvirt says QEMU with and without KVM
     */
    public EngineConfig on(String hypervisor) {
        if (kvm.isEmpty() || !hypervisor.equalsIgnoreCase(QEMU)) return this;
        MigrationSettings priced = migration.toBuilder().cost(kvm.get()).build();
        return new EngineConfig(mode, strategy, auction, priced, load, drain, advice, kvm);
    }

    public Settings settings(String host, String group) {
        return new Settings(host, group, mode, strategy, auction, migration, load, drain, advice);
    }

    private static StrategySettings strategy(Configuration configuration) {
        return new StrategySettings(
                configuration.get(Options.STRATEGY),
                configuration.get(Options.GOAL),
                new Thresholds(configuration.get(Options.PUSH), configuration.get(Options.PULL)),
                new Thresholds(configuration.get(Options.MEMORY_PUSH), configuration.get(Options.MEMORY_PULL)),
                configuration.get(Options.VARIABLE),
                configuration.get(Options.VARIABLE_MEAN),
                configuration.get(Options.REQUIRED_IMPROVEMENT),
                configuration.get(Options.PROFILE).settings().strategy().rules(),
                configuration.get(Options.SPREAD));
    }

    private static AuctionSettings auction(Configuration configuration) {
        return new AuctionSettings.Builder()
                .scope(configuration.get(Options.AUCTION_SCOPE))
                .replyTimeout(configuration.get(Options.REPLY_TIMEOUT))
                .lockTimeout(configuration.get(Options.LOCK_TIMEOUT))
                .sourceSettle(configuration.get(Options.SOURCE_SETTLE))
                .destinationSettle(configuration.get(Options.DESTINATION_SETTLE))
                .backoffLimit(configuration.get(Options.BACKOFF_LIMIT))
                .quiet(configuration.get(Options.QUIET))
                .build();
    }

    private static MigrationSettings migration(Configuration configuration, CostModel cost) {
        List<String> allowed = configuration.get(Options.ALLOW);
        return new MigrationSettings.Builder()
                .bandwidth(configuration.get(MigrationOptions.BANDWIDTH))
                .maxOutbound(capped(configuration.get(MigrationOptions.MAX_OUTBOUND)))
                .maxInbound(capped(configuration.get(MigrationOptions.MAX_INBOUND)))
                .maxFleet(configuration.get(MigrationOptions.MAX_FLEET))
                .serverCooldown(configuration.get(MigrationOptions.SERVER_COOLDOWN))
                .downtimeLimit(configuration.get(MigrationOptions.DOWNTIME_LIMIT))
                .completionTimeout(configuration.get(MigrationOptions.COMPLETION_TIMEOUT))
                .defaultDirtyRate(configuration.get(MigrationOptions.DEFAULT_DIRTY_RATE))
                .cost(cost)
                .windows(CronWindows.of(allowed, configuration.get(Options.TIMEZONE)))
                .build();
    }

    /** An operator's 0 is "any number". */
    private static int capped(int count) {
        return count == 0 ? Integer.MAX_VALUE : count;
    }

    private static LoadSettings load(Configuration configuration) {
        TelemetryConfig telemetry = TelemetryConfig.of(configuration);
        return new LoadSettings(
                telemetry.lambda(),
                telemetry.maxAge(),
                telemetry.settings().estimate(),
                new ContentionSettings(
                        configuration.get(Options.STEAL),
                        configuration.get(Options.CPU_PRESSURE),
                        configuration.get(Options.MEMORY_PRESSURE),
                        configuration.get(Options.PRESSURE_HOLD)));
    }
}
