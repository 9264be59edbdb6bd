package io.drover.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * All that an agent needs. A command that needs less takes a part of it.
 *
 * @param host the {@code host} of Nova's os-services
 * @param group auction group; empty: the host's availability zone
 * @param statePath where the journal is
 * @param engine becomes {@code Settings} once the group is known
 * @param windows the change windows as they are spelt; none: always open
 * @param zone in which they are meant
 * @param metrics where Prometheus may ask; empty: nowhere
 * @param notifications where what happens is posted; empty: nowhere
 * @param audits the bus that hears of migrations; empty: none
 * @param warnings one sentence each
 */
public record AgentConfig(
        String host,
        Optional<String> group,
        Path statePath,
        boolean debug,
        BusConfig bus,
        CloudConfig cloud,
        TelemetryConfig telemetry,
        SupervisionConfig supervision,
        EngineConfig engine,
        List<String> windows,
        String zone,
        Optional<WebConfig> metrics,
        Optional<NotifyConfig> notifications,
        Optional<SupervisionConfig.Notifications> audits,
        List<String> warnings) {

    public AgentConfig {
        windows = List.copyOf(windows);
        warnings = List.copyOf(warnings);
    }

    /** @throws InvalidConfiguration with everything that an agent misses */
    public static AgentConfig of(Configuration configuration) {
        List<String> faults = new ArrayList<>();
        List<String> warnings = new ArrayList<>(configuration.warnings());
        Optional<BusConfig> bus = tried(() -> BusConfig.of(configuration), faults);
        Optional<CloudConfig> cloud = tried(() -> CloudConfig.of(configuration, warnings::add), faults);
        Optional<NotifyConfig> notifications =
                tried(() -> NotifyConfig.of(configuration), faults).orElse(Optional.empty());
        if (!faults.isEmpty()) throw new InvalidConfiguration(faults);
        bus.flatMap(BusConfig::fleetKeyFile).flatMap(Consistency::openToAll).ifPresent(warnings::add);
        return new AgentConfig(
                host(configuration),
                configuration.find(Options.GROUP),
                configuration.get(Options.STATE_PATH),
                configuration.get(Options.DEBUG),
                bus.orElseThrow(),
                cloud.orElseThrow(),
                TelemetryConfig.of(configuration),
                SupervisionConfig.of(configuration),
                EngineConfig.of(configuration),
                configuration.get(Options.ALLOW),
                configuration.get(Options.TIMEZONE).getId(),
                configuration
                        .find(Options.METRICS_LISTEN)
                        .map(listen -> new WebConfig(listen, configuration.find(Options.METRICS_TOKEN_FILE))),
                notifications,
                SupervisionConfig.audited(configuration),
                warnings);
    }

    /** What the option says, or else the machine's name, as nova-compute does it. */
    public static String host(Configuration configuration) {
        return configuration
                .find(Options.HOST)
                .orElse(configuration.environment().hostName());
    }

    private static <T> Optional<T> tried(Supplier<T> part, List<String> faults) {
        try {
            return Optional.of(part.get());
        } catch (InvalidConfiguration e) {
            faults.addAll(e.faults());
            return Optional.empty();
        }
    }
}
