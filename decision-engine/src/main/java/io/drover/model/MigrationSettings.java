package io.drover.model;

import java.time.Duration;

/**
 * What a live migration costs, and how many may run.
 *
 * @param bandwidth R, MB/s
 * @param maxOutbound at once from this host; {@link Integer#MAX_VALUE}: any number
 * @param maxInbound at once to this host, likewise
 * @param maxFleet at once in the fleet, soft; 0: no cap
 * @param serverCooldown after the first move of a day, before the server is offered again; see {@link Cooldown}
 * @param downtimeLimit a server whose predicted downtime is longer is never offered
 * @param completionTimeout a server whose predicted migration is longer is never offered; later, abort
 * @param defaultDirtyRate D of a server whose rate is unknown, MB/s
 */
public record MigrationSettings(
        double bandwidth,
        int maxOutbound,
        int maxInbound,
        int maxFleet,
        Duration serverCooldown,
        Duration downtimeLimit,
        Duration completionTimeout,
        double defaultDirtyRate,
        CostModel cost,
        ChangeWindows windows) {

    public Builder toBuilder() {
        return new Builder()
                .bandwidth(bandwidth)
                .maxOutbound(maxOutbound)
                .maxInbound(maxInbound)
                .maxFleet(maxFleet)
                .serverCooldown(serverCooldown)
                .downtimeLimit(downtimeLimit)
                .completionTimeout(completionTimeout)
                .defaultDirtyRate(defaultDirtyRate)
                .cost(cost)
                .windows(windows);
    }

    /** Each part by its name, since many are of one type. Starts with nothing: every part has to be set. */
    public static final class Builder {

        private double bandwidth;
        private int maxOutbound;
        private int maxInbound;
        private int maxFleet;
        private Duration serverCooldown;
        private Duration downtimeLimit;
        private Duration completionTimeout;
        private double defaultDirtyRate;
        private CostModel cost;
        private ChangeWindows windows;

        public Builder bandwidth(double other) {
            bandwidth = other;
            return this;
        }

        public Builder maxOutbound(int other) {
            maxOutbound = other;
            return this;
        }

        public Builder maxInbound(int other) {
            maxInbound = other;
            return this;
        }

        public Builder maxFleet(int other) {
            maxFleet = other;
            return this;
        }

        public Builder serverCooldown(Duration other) {
            serverCooldown = other;
            return this;
        }

        public Builder downtimeLimit(Duration other) {
            downtimeLimit = other;
            return this;
        }

        public Builder completionTimeout(Duration other) {
            completionTimeout = other;
            return this;
        }

        public Builder defaultDirtyRate(double other) {
            defaultDirtyRate = other;
            return this;
        }

        public Builder cost(CostModel other) {
            cost = other;
            return this;
        }

        public Builder windows(ChangeWindows other) {
            windows = other;
            return this;
        }

        public MigrationSettings build() {
            return new MigrationSettings(
                    bandwidth,
                    maxOutbound,
                    maxInbound,
                    maxFleet,
                    serverCooldown,
                    downtimeLimit,
                    completionTimeout,
                    defaultDirtyRate,
                    cost,
                    windows);
        }
    }
}
