package io.drover.config;

import io.drover.model.CostModel;
import java.time.Duration;
import java.util.Optional;

/** Cost models by the options, which win over what a model comes with. */
final class Costs {

    /** Of nova.conf's live_migration_downtime. */
    private static final Duration NOVA_DOWNTIME = Duration.ofMillis(500);

    private Costs() {}

    static CostModel published(Configuration configuration) {
        Optional<Double> threshold =
                configuration.find(MigrationOptions.NOVA_DOWNTIME).map(downtime -> sentIn(downtime, configuration));
        return set(CostModel.PUBLISHED, threshold, configuration);
    }

    static CostModel kvm(Configuration configuration) {
        double downtime =
                seconds(configuration.find(MigrationOptions.NOVA_DOWNTIME).orElse(NOVA_DOWNTIME));
        CostModel kvm = CostModel.kvm(configuration.get(MigrationOptions.BANDWIDTH), downtime);
        Optional<Double> threshold =
                configuration.find(MigrationOptions.NOVA_DOWNTIME).map(set -> kvm.threshold());
        return set(kvm, threshold, configuration);
    }

    /**
     * @param threshold of {@code nova_downtime}, which wins over {@code stop_threshold_mb}
     */
    private static CostModel set(CostModel model, Optional<Double> threshold, Configuration configuration) {
        return new CostModel(
                threshold
                        .or(() -> configuration.find(MigrationOptions.STOP_THRESHOLD))
                        .orElse(model.threshold()),
                configuration.get(MigrationOptions.MAX_ROUNDS),
                seconds(configuration.get(MigrationOptions.RESUME_TIME)),
                configuration.find(MigrationOptions.GAMMA_A).orElse(model.a()),
                configuration.find(MigrationOptions.GAMMA_B).orElse(model.b()),
                configuration.find(MigrationOptions.GAMMA_C).orElse(model.c()));
    }

    private static double sentIn(Duration downtime, Configuration configuration) {
        return configuration.get(MigrationOptions.BANDWIDTH) * seconds(downtime);
    }

    /** What {@link #seconds} makes seconds of. */
    static Duration time(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
