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
        LoadSettings load) {

    /** The same with auctions of another scope. */
    public Settings inviting(AuctionScope scope) {
        return new Settings(host, group, mode, strategy, auction.inviting(scope), migration, load);
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

    /**
     * @param thresholds the base ones
     * @param variable whether they move
     * @param variableMean n: mean time between moves
     * @param requiredImprovement percent by which the entropy of the two hosts alone must rise
     * @param thesisRules profile thesis: acceptance by the current thresholds, mean cost over all feasible pairs,
     *     award by multicast and no runner-up in Push, no pending load, HELLO answered by all
     */
    public record StrategySettings(
            StrategyName name,
            Goal goal,
            Thresholds thresholds,
            boolean variable,
            Duration variableMean,
            double requiredImprovement,
            boolean thesisRules) {}

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

        AuctionSettings inviting(AuctionScope other) {
            return new AuctionSettings(
                    other, replyTimeout, lockTimeout, sourceSettle, destinationSettle, backoffLimit, quiet);
        }
    }

    /**
     * @param bandwidth R, MB/s
     * @param maxOutbound at once from this host
     * @param maxInbound at once to this host
     * @param maxFleet at once in the fleet, soft; 0: no cap
     * @param serverCooldown after a move, before the server is offered again
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
            ChangeWindows windows) {}

    /**
     * @param lambda weight of the newest sample in the EWMA, 0..1
     * @param maxAge of a load sample that may start or join an auction
     */
    public record LoadSettings(double lambda, Duration maxAge, LoadEstimate estimate) {}
}
