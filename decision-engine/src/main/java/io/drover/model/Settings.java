package io.drover.model;

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
        DrainSettings drain,
        AdviceSettings advice) {

    /** With the usual drains and advice. */
    public Settings(
            String host,
            String group,
            Mode mode,
            StrategySettings strategy,
            AuctionSettings auction,
            MigrationSettings migration,
            LoadSettings load) {
        this(host, group, mode, strategy, auction, migration, load, DrainSettings.DEFAULT, AdviceSettings.DEFAULT);
    }

    /** The same for this host. */
    public Settings on(String name) {
        return new Settings(name, group, mode, strategy, auction, migration, load, drain, advice);
    }

    /** The same in this auction group. */
    public Settings in(String name) {
        return new Settings(host, name, mode, strategy, auction, migration, load, drain, advice);
    }

    public Settings with(Mode other) {
        return new Settings(host, group, other, strategy, auction, migration, load, drain, advice);
    }

    public Settings with(StrategySettings other) {
        return new Settings(host, group, mode, other, auction, migration, load, drain, advice);
    }

    public Settings with(AuctionSettings other) {
        return new Settings(host, group, mode, strategy, other, migration, load, drain, advice);
    }

    public Settings with(MigrationSettings other) {
        return new Settings(host, group, mode, strategy, auction, other, load, drain, advice);
    }

    public Settings with(LoadSettings other) {
        return new Settings(host, group, mode, strategy, auction, migration, other, drain, advice);
    }

    public Settings with(DrainSettings other) {
        return new Settings(host, group, mode, strategy, auction, migration, load, other, advice);
    }

    public Settings with(AdviceSettings other) {
        return new Settings(host, group, mode, strategy, auction, migration, load, drain, other);
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

        /** Whether a host that has no room for a server may take it and give a lighter one away. */
        public boolean exchanges() {
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

        /** Whether who joins, or is back at the broker, greets the whole fleet at once, not a few at a drawn time. */
        public boolean greetsFleet() {
            return this == THESIS;
        }

        /** Whether every agent reads Nova's list of hosts for itself, not one for its group. */
        public boolean allRead() {
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

        /** Whether a host whose memory is full is hot, whatever its load. */
        public boolean weighsMemory() {
            return this == DROVER;
        }

        /** Whether allocation is evened out where that is wanted. */
        public boolean spreads() {
            return this == DROVER;
        }

        /** Whether what migrations have taken corrects what is expected of further ones. */
        public boolean learnsTimes() {
            return this == DROVER;
        }

        /** Whether moves that do not lower the load as predicted stop the host. */
        public boolean judgesRelief() {
            return this == DROVER;
        }

        /** Whether peers that refuse award after award, or lock others for nothing, are passed over for a while. */
        public boolean mindsConduct() {
            return this == DROVER;
        }

        /** Whether an auction of a large fleet may ask a sample of it where nothing else was said. */
        public boolean samplesLargeFleets() {
            return this == DROVER;
        }
    }
}
