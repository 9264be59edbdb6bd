package io.drover.strategy;

import io.drover.auction.Forecast;
import io.drover.auction.Settled.Ending;
import io.drover.auction.Situation.Grounds;
import io.drover.auction.Tally;
import io.drover.model.CostModel.Cost;
import io.drover.model.Habit;
import io.drover.model.HostInfo;
import io.drover.model.Outlook;
import io.drover.model.ServerInfo;
import io.drover.model.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The bids of one auction, ranked: a value. What was refused is not among those of the next state.
 */
final class Choices {

    /** {@link #bestOfHosts()}: no feasible pair. */
    static final int UNFIT = -1;
    /** {@link #bestOfHosts()}: feasible pairs, none of which would balance the fleet enough. */
    static final int NO_GAIN = -2;

    /** Deviations by which both ends' loads may be off, which a move that only balances must outdo. */
    private static final double DOUBT = 4;

    private final String auction;
    private final List<HostInfo> hosts;
    private final List<ServerInfo> servers;
    private final Pairs pairs;
    private final Answers answers;
    private final Settings settings;
    private final Ranking ranking;
    private final FleetLoads present;

    private Choices(Collector bids, Settings settings, Function<Choices, Ranking> ranks) {
        this.auction = bids.auction;
        this.hosts = bids.hosts;
        this.servers = bids.servers;
        this.pairs = bids.pairs;
        this.answers = bids.answers;
        this.settings = settings;
        this.present = new FleetLoads(
                hosts.stream().mapToDouble(h -> h.load().normalized()).toArray());
        this.ranking = ranks.apply(this);
    }

    private Choices(Choices ranked, Ranking left) {
        this.auction = ranked.auction;
        this.hosts = ranked.hosts;
        this.servers = ranked.servers;
        this.pairs = ranked.pairs;
        this.answers = ranked.answers;
        this.settings = ranked.settings;
        this.present = ranked.present;
        this.ranking = left;
    }

    /** By balance alone, and by the present loads. */
    private Ranking present() {
        double[] loads = servers.stream().mapToDouble(ServerInfo::load).toArray();
        return balance(present, new double[hosts.size()], loads);
    }

    /** By the balance of what is to be expected, even if both ends are off by a deviation. */
    private Ranking expected() {
        FleetLoads means = new FleetLoads(hosts.stream()
                .mapToDouble(h -> h.load().expected().mean() / h.load().cpus())
                .toArray());
        double[] doubts = hosts.stream()
                .mapToDouble(h -> DOUBT
                        * StrictMath.sqrt(h.load().expected().variance())
                        / h.load().cpus())
                .toArray();
        double[] loads = servers.stream().mapToDouble(s -> s.expected().mean()).toArray();
        return balance(means, doubts, loads);
    }

    private Ranking balance(FleetLoads fleet, double[] doubts, double[] loads) {
        return new Selection(
                new Selection.Market(
                        auction,
                        fleet,
                        doubts,
                        hosts.stream().mapToInt(h -> h.load().cpus()).toArray(),
                        hosts.stream().map(HostInfo::host).toArray(String[]::new),
                        servers.stream().map(ServerInfo::id).toArray(String[]::new),
                        loads,
                        servers.stream().mapToDouble(s -> cost(s).seconds()).toArray(),
                        pairs),
                new Selection.Rules(
                        settings.strategy().requiredImprovement(),
                        settings.strategy().rules().meanCostOverAll()));
    }

    /** By the heat that moves spare. Where the present alone calls for action, it stands for what is to be expected. */
    private Ranking worth(Grounds grounds) {
        boolean urgent = grounds != Grounds.EXPECTED;
        List<SetSelection.Host> ends = new ArrayList<>();
        for (HostInfo host : hosts) {
            boolean contended = ends.isEmpty() && grounds == Grounds.CONTENDED;
            ends.add(end(host, urgent, contended));
        }
        List<SetSelection.Server> goods =
                servers.stream().map(server -> good(server, urgent)).toList();
        return new WorthRanking(new SetSelection.Trade(auction, ends, goods, pairs), present);
    }

    /**
     * @param contended whether it is hot at the load that it has
     */
    private static SetSelection.Host end(HostInfo host, boolean urgent, boolean contended) {
        int cpus = host.load().cpus();
        Outlook expected = host.load().expected();
        double now = host.load().normalized();
        double mean = expected.mean() / cpus;
        double likely = urgent ? Math.max(mean, now) : mean;
        return new SetSelection.Host(
                host.host(),
                likely,
                expected.variance() / ((double) cpus * cpus),
                cpus,
                Outlook.SCATTER,
                contended ? Math.min(likely, host.base().push()) : host.base().push(),
                urgent ? 0 : 1,
                host.base().push() - now,
                host.free());
    }

    private SetSelection.Server good(ServerInfo server, boolean urgent) {
        Habit expected = server.expected();
        return new SetSelection.Server(
                server.id(),
                urgent ? server.load() : expected.mean(),
                expected.variance(),
                server.load(),
                Worth.price(cost(server)),
                server.resources());
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
         * For a hot host.
         *
         * @param grounds on which it is hot
         */
        Choices byWorth(Grounds grounds, Settings settings) {
            return new Choices(
                    this,
                    settings,
                    choices -> settings.strategy().rules().decidesByOutlook()
                            ? choices.worth(grounds)
                            : choices.present());
        }

        /** For a host that is to be emptied: the servers that find room least easily go first. */
        Choices byRoom(Settings settings) {
            return new Choices(this, settings, all -> new RoomRanking(auction, pairs, hosts, servers, all.present));
        }

        /**
         * For a cold host.
         *
         * @param grounds on which it is cold
         */
        Choices byBalance(Grounds grounds, Settings settings) {
            boolean expects = settings.strategy().rules().decidesByOutlook() && grounds == Grounds.EXPECTED;
            return new Choices(this, settings, choices -> expects ? choices.expected() : choices.present());
        }
    }

    /** The best that is left. */
    Optional<Choice> best() {
        return ranking.best().stream().mapToObj(this::choice).findFirst();
    }

    /**
     * What is left after a refusal.
     *
     * @param peer the other end's host
     * @param wholeHost nothing else of that host will do either
     */
    Choices without(Choice refused, String peer, boolean wholeHost) {
        if (!wholeHost) return new Choices(this, ranking.without(refused.pair()));
        Ranking left = ranking;
        for (int index = 1; index < hosts.size(); index++) {
            if (hosts.get(index).host().equals(peer)) left = left.withoutHost(index);
        }
        return new Choices(this, left);
    }

    /** Mean normalised load of the auctioneer and all who answered. */
    double systemLoad() {
        return present.mean();
    }

    int feasible() {
        return pairs.size();
    }

    int improving() {
        return ranking.qualified();
    }

    /** Why there is no best, in one sentence. */
    String whyNone(String nothingFeasible, Ending ending) {
        String reason = feasible() == 0 ? nothingFeasible : ranking.whyNone();
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
            if (!ranking.improves(pair)) continue;
            if (best[host] < 0 || ranking.better(pair, best[host])) best[host] = pair;
        }
        return best;
    }

    boolean affordable(int pair) {
        return ranking.affordable(pair);
    }

    /** Seconds above which a pair is too dear. */
    double costLimit() {
        return ranking.costLimit();
    }

    Choice choice(int pair) {
        ServerInfo server = servers.get(pairs.server(pair));
        Cost cost = cost(server);
        return new Choice(
                pair,
                server,
                hosts.get(pairs.source(pair)),
                hosts.get(pairs.destination(pair)),
                new Forecast(ranking.before(), ranking.after(pair), cost.seconds(), cost.downtimeSeconds()));
    }

    private Cost cost(ServerInfo server) {
        return Pricing.cost(server, settings.migration());
    }
}
