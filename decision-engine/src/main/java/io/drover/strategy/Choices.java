package io.drover.strategy;

import io.drover.auction.Forecast;
import io.drover.auction.Settled.Ending;
import io.drover.auction.Tally;
import io.drover.model.CostModel.Cost;
import io.drover.model.HostInfo;
import io.drover.model.ServerInfo;
import io.drover.model.Settings;
import io.drover.model.Settings.Rules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The bids of one auction, ranked: a value. What was refused is not among those of the next state.
 */
final class Choices {

    /** {@link #bestOfHosts()}: no feasible pair. */
    static final int UNFIT = -1;
    /** {@link #bestOfHosts()}: feasible pairs, none of which would balance the fleet enough. */
    static final int NO_GAIN = -2;

    private final List<HostInfo> hosts;
    private final List<ServerInfo> servers;
    private final Pairs pairs;
    private final Answers answers;
    private final Settings settings;
    private final Selection selection;
    private final double systemLoad;

    private Choices(Collector bids, double doubt, Settings settings) {
        this.hosts = bids.hosts;
        this.servers = bids.servers;
        this.pairs = bids.pairs;
        this.answers = bids.answers;
        this.settings = settings;
        FleetLoads fleet = new FleetLoads(
                hosts.stream().mapToDouble(h -> h.load().normalized()).toArray());
        this.systemLoad = fleet.mean();
        Rules rules = settings.strategy().rules();
        this.selection = new Selection(
                new Selection.Market(
                        bids.auction,
                        fleet,
                        hosts.stream()
                                .mapToDouble(h -> rules.outdoesScatter() ? doubt * deviation(h) : 0)
                                .toArray(),
                        hosts.stream().mapToInt(h -> h.load().cpus()).toArray(),
                        hosts.stream().map(HostInfo::host).toArray(String[]::new),
                        servers.stream().map(ServerInfo::id).toArray(String[]::new),
                        servers.stream().mapToDouble(ServerInfo::load).toArray(),
                        servers.stream().mapToDouble(s -> cost(s).seconds()).toArray(),
                        pairs),
                new Selection.Rules(settings.strategy().requiredImprovement(), rules.meanCostOverAll()));
    }

    private Choices(Choices ranked, Selection left) {
        this.hosts = ranked.hosts;
        this.servers = ranked.servers;
        this.pairs = ranked.pairs;
        this.answers = ranked.answers;
        this.settings = ranked.settings;
        this.systemLoad = ranked.systemLoad;
        this.selection = left;
    }

    /** Gathers what answered. The auctioneer is host 0; hosts without a valid load are not ranked. */
    static final class Collector {
        private final String auction;
        private final List<HostInfo> hosts = new ArrayList<>();
        private final List<ServerInfo> servers = new ArrayList<>();
        private final Pairs pairs = new Pairs();
        private final Answers answers = new Answers();

        Collector(String auction, HostInfo auctioneer) {
            this.auction = auction;
            hosts.add(auctioneer);
        }

        /**
         * A host that answered.
         *
         * @param candidates servers in its answer
         * @param reason why it has none
         * @return its index; -1: it has no valid load, and is not ranked
         */
        int host(HostInfo host, int candidates, String reason) {
            if (!host.load().measured()) {
                answers.add(host, 0, "its load is not known", -1);
                return -1;
            }
            hosts.add(host);
            answers.add(host, candidates, reason, hosts.size() - 1);
            return hosts.size() - 1;
        }

        /** Why a pair with the newest host would not do. */
        void unfit(String why) {
            answers.unfit(why);
        }

        int server(ServerInfo server) {
            servers.add(server);
            return servers.size() - 1;
        }

        void pair(int server, int source, int destination) {
            pairs.add(server, source, destination);
        }

        /**
         * @param doubt standard deviations of both ends' loads that a move must outdo
         */
        Choices ranked(double doubt, Settings settings) {
            return new Choices(this, doubt, settings);
        }
    }

    /** The best that is left. */
    Optional<Choice> best() {
        return selection.best().stream().mapToObj(this::choice).findFirst();
    }

    /**
     * What is left after a refusal.
     *
     * @param peer the other end's host
     * @param wholeHost nothing else of that host will do either
     */
    Choices without(Choice refused, String peer, boolean wholeHost) {
        if (!wholeHost) return new Choices(this, selection.without(refused.pair()));
        Selection left = selection;
        for (int index = 1; index < hosts.size(); index++) {
            if (hosts.get(index).host().equals(peer)) left = left.withoutHost(index);
        }
        return new Choices(this, left);
    }

    /** Mean normalised load of the auctioneer and all who answered. */
    double systemLoad() {
        return systemLoad;
    }

    int feasible() {
        return pairs.size();
    }

    int improving() {
        return selection.qualified();
    }

    /** Why there is no best, in one sentence. */
    String whyNone(String nothingFeasible, Ending ending) {
        String reason = feasible() == 0 ? nothingFeasible : "no move would balance the fleet";
        return ending == Ending.BUSY ? reason + ", some are busy" : reason;
    }

    /** How all who answered were ranked. Of all choices, not of what a refusal has left. */
    Tally tally(Replies<?> replies) {
        return answers.tally(this, replies, settings.auction().replyTimeout().toMillis() / 1000.0);
    }

    /** The best pair of each host, affordable ones first; or why there is none. */
    int[] bestOfHosts() {
        int[] best = new int[hosts.size()];
        Arrays.fill(best, UNFIT);
        for (int pair = 0; pair < pairs.size(); pair++) {
            int host = Math.max(pairs.source(pair), pairs.destination(pair));
            if (best[host] == UNFIT) best[host] = NO_GAIN;
            if (!selection.improves(pair)) continue;
            if (best[host] < 0 || selection.better(pair, best[host])) best[host] = pair;
        }
        return best;
    }

    boolean affordable(int pair) {
        return selection.affordable(pair);
    }

    /** Seconds above which a pair is too dear. */
    double costLimit() {
        return selection.costLimit();
    }

    Choice choice(int pair) {
        ServerInfo server = servers.get(pairs.server(pair));
        Cost cost = cost(server);
        return new Choice(
                pair,
                server,
                hosts.get(pairs.source(pair)),
                hosts.get(pairs.destination(pair)),
                new Forecast(selection.before(), selection.after(pair), cost.seconds(), cost.downtimeSeconds()));
    }

    /** Of its normalised load. */
    private static double deviation(HostInfo host) {
        return host.load().deviation() / host.load().cpus();
    }

    private Cost cost(ServerInfo server) {
        return Pricing.cost(server, settings.migration());
    }
}
