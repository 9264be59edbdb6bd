package io.drover.model;

import java.time.Duration;

/**
 * All that an engine is told at its start. Immutable; checked where it is made (the configuration names the option in
 * its message, which this class could not).
 *
 * @param host the {@code host} of Nova's os-services
 * @param group auction group; by default the availability zone
 */
public record Settings(
        String host,
        String group,
        Mode mode,
        StrategySettings strategy,
        AuctionSettings auction,
        MigrationSettings migration,
        LoadSettings load,
        DrainSettings drain) {

    /** With the usual drains. */
    public Settings(
            String host,
            String group,
            Mode mode,
            StrategySettings strategy,
            AuctionSettings auction,
            MigrationSettings migration,
            LoadSettings load) {
        this(host, group, mode, strategy, auction, migration, load, DrainSettings.DEFAULT);
    }

    /** The same for this host. */
    public Settings on(String name) {
        return new Settings(name, group, mode, strategy, auction, migration, load, drain);
    }

    /** The same in this auction group. */
    public Settings in(String name) {
        return new Settings(host, name, mode, strategy, auction, migration, load, drain);
    }

    public Settings with(Mode other) {
        return new Settings(host, group, other, strategy, auction, migration, load, drain);
    }

    public Settings with(StrategySettings other) {
        return new Settings(host, group, mode, other, auction, migration, load, drain);
    }

    public Settings with(AuctionSettings other) {
        return new Settings(host, group, mode, strategy, other, migration, load, drain);
    }

    public Settings with(MigrationSettings other) {
        return new Settings(host, group, mode, strategy, auction, other, load, drain);
    }

    public Settings with(LoadSettings other) {
        return new Settings(host, group, mode, strategy, auction, migration, other, drain);
    }

    public Settings with(DrainSettings other) {
        return new Settings(host, group, mode, strategy, auction, migration, load, other);
    }

    /** The same with auctions of another scope. */
    public Settings inviting(AuctionScope scope) {
        return with(auction.toBuilder().scope(scope).build());
    }

    /** Which strategy runs. See doc/strategies. */
    public enum StrategyName {
        PUSH,
        PULL,
        HYBRID,
        AUTO
    }

    /** What {@code auto} optimises for: few attempts, or the fastest relief. doc/sources.md, Table 5-12. */
    public enum Goal {
        CONSERVATIVE,
        AGGRESSIVE
    }

    /** Where Drover and the thesis differ: each rule by a question of its own, so that nobody asks for a profile. */
    public enum Rules {
        /** Drover's own. */
        DROVER,
        /** Those of the published algorithms. */
        THESIS;

        /** Whether both ends of a move must keep to their thresholds as these have crept, not to the base ones. */
        public boolean acceptsByCrept() {
            return this == THESIS;
        }

        /** Whether the mean cost, above which a pair is too dear, is that of all feasible pairs, not of those that help. */
        public boolean meanCostOverAll() {
            return this == THESIS;
        }

        /** Whether what is to be expected of hosts and servers decides, and not their present loads alone. */
        public boolean decidesByOutlook() {
            return this == DROVER;
        }

        /** Whether load that is promised counts before the samples show it. */
        public boolean countsPromised() {
            return this == DROVER;
        }

        /** Whether all bidders of Push hear at once who is awarded, and are free: there is nobody else to ask then. */
        public boolean awardsToAll() {
            return this == THESIS;
        }

        /** Whether a hot host that would be cold without any one of its servers spares its peers the call. */
        public boolean sparesVainCalls() {
            return this == DROVER;
        }

        /** Whether every peer answers a HELLO at once, not a few that draw lots, each after a while. */
        public boolean allGreet() {
            return this == THESIS;
        }

        /** Whether settling ends as soon as a sample shows the move, not by time alone. */
        public boolean settlesByEvidence() {
            return this == DROVER;
        }

        /** Whether a host that rests looks again when a peer becomes hot, and asks only so often a minute. */
        public boolean hearsNews() {
            return this == DROVER;
        }

        /** Whether servers that move, and pairs that Nova refuses, are left alone the longer the more often they were. */
        public boolean lengthensStays() {
            return this == DROVER;
        }

        /** Whether moves that do not lower the load as predicted stop the host. */
        public boolean judgesRelief() {
            return this == DROVER;
        }

        /** Whether an auction of a large fleet may ask a sample of it where nothing else was said. */
        public boolean samplesLargeFleets() {
            return this == DROVER;
        }
    }

    /**
     * @param thresholds the base ones
     * @param variable whether they move
     * @param variableMean n: mean time between moves
     * @param requiredImprovement percent by which the entropy of the two hosts alone must rise
     * @param rules where Drover and the thesis differ, whose rule holds
     */
    public record StrategySettings(
            StrategyName name,
            Goal goal,
            Thresholds thresholds,
            boolean variable,
            Duration variableMean,
            double requiredImprovement,
            Rules rules) {}

    /**
     * @param replyTimeout the longest wait for replies
     * @param lockTimeout lease of a bidder's lock
     * @param sourceSettle after a migration, before the source opens or joins an auction
     * @param destinationSettle after a migration, before the destination's lock opens
     * @param backoffLimit the longest backoff
     * @param quiet after full replies without any possible partner: no new auction for this long, or until the own
     *     load changes by 0.05
     */
    public record AuctionSettings(
            AuctionScope scope,
            Duration replyTimeout,
            Duration lockTimeout,
            Duration sourceSettle,
            Duration destinationSettle,
            Duration backoffLimit,
            Duration quiet) {

        public Builder toBuilder() {
            return new Builder()
                    .scope(scope)
                    .replyTimeout(replyTimeout)
                    .lockTimeout(lockTimeout)
                    .sourceSettle(sourceSettle)
                    .destinationSettle(destinationSettle)
                    .backoffLimit(backoffLimit)
                    .quiet(quiet);
        }

        /** Each part by its name, since many are of one type. Starts with nothing: every part has to be set. */
        public static final class Builder {

            private AuctionScope scope;
            private Duration replyTimeout;
            private Duration lockTimeout;
            private Duration sourceSettle;
            private Duration destinationSettle;
            private Duration backoffLimit;
            private Duration quiet;

            public Builder scope(AuctionScope other) {
                scope = other;
                return this;
            }

            public Builder replyTimeout(Duration other) {
                replyTimeout = other;
                return this;
            }

            public Builder lockTimeout(Duration other) {
                lockTimeout = other;
                return this;
            }

            public Builder sourceSettle(Duration other) {
                sourceSettle = other;
                return this;
            }

            public Builder destinationSettle(Duration other) {
                destinationSettle = other;
                return this;
            }

            public Builder backoffLimit(Duration other) {
                backoffLimit = other;
                return this;
            }

            public Builder quiet(Duration other) {
                quiet = other;
                return this;
            }

            public AuctionSettings build() {
                return new AuctionSettings(
                        scope, replyTimeout, lockTimeout, sourceSettle, destinationSettle, backoffLimit, quiet);
            }
        }
    }

    /**
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

    /**
     * @param lambda weight of the newest sample in the smoothed load, 0..1; 0: by the samples' own scatter
     * @param contention what makes the host hot besides
     * @param maxAge of a load sample that may start or join an auction
     */
    public record LoadSettings(double lambda, Duration maxAge, LoadEstimate estimate, ContentionSettings contention) {

        /** Of a host that is hot by its load alone. */
        public LoadSettings(double lambda, Duration maxAge, LoadEstimate estimate) {
            this(lambda, maxAge, estimate, ContentionSettings.OFF);
        }
    }

    /**
     * When a host is hot whatever its load: by shares of the time, 0..1; 0: never.
     *
     * @param steal in which its servers' vCPUs wait for a CPU, on average over all of them
     * @param cpuPressure in which some task waits for a CPU
     * @param memoryPressure in which some task waits for memory
     * @param hold for how long it must last
     */
    public record ContentionSettings(double steal, double cpuPressure, double memoryPressure, Duration hold) {

        public static final ContentionSettings OFF = new ContentionSettings(0, 0, 0, Duration.ofSeconds(60));

        public static final ContentionSettings DEFAULT =
                new ContentionSettings(0.20, 0.80, 0.20, Duration.ofSeconds(60));
    }
}
