package io.drover.strategy;

import io.drover.model.CostModel.Cost;
import io.drover.model.MigrationSettings;
import io.drover.model.ServerInfo;
import java.util.Optional;

/** What moving a server costs, and which servers are not worth it wherever they would go. */
public final class Pricing {

    private static final double MB_PER_MIB = 1.048576;

    private Pricing() {}

    public static Cost cost(ServerInfo server, MigrationSettings settings) {
        return settings.cost().of(server.memoryMib() * MB_PER_MIB, settings.bandwidth(), server.dirtyRate());
    }

    /** Why the server would not arrive in time, or stand still for too long; empty: it would do. */
    public static Optional<String> tooDear(ServerInfo server, MigrationSettings settings) {
        if (server.dirtyRate() >= settings.bandwidth()) {
            return Optional.of("dirties memory at " + rounded(server.dirtyRate()) + " MB/s, the link carries "
                    + rounded(settings.bandwidth()));
        }
        Cost cost = cost(server, settings);
        if (cost.downtimeSeconds() > seconds(settings.downtimeLimit())) {
            return Optional.of("would be down for " + rounded(cost.downtimeSeconds()) + " s, the limit is "
                    + rounded(seconds(settings.downtimeLimit())));
        }
        if (cost.seconds() > seconds(settings.completionTimeout())) {
            return Optional.of("would take " + rounded(cost.seconds()) + " s, the limit is "
                    + rounded(seconds(settings.completionTimeout())));
        }
        return Optional.empty();
    }

    private static double seconds(java.time.Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static String rounded(double value) {
        return Double.toString(Math.round(value * 1000) / 1000.0);
    }
}
