package io.drover.strategy;

import io.drover.auction.Forecast;
import io.drover.auction.Note;
import io.drover.auction.Settled.Ending;
import io.drover.auction.Situation;
import io.drover.auction.Situation.Grounds;
import io.drover.auction.Tally;
import io.drover.model.CostModel.Cost;
import io.drover.model.Exchange;
import io.drover.model.HostInfo;
import io.drover.model.ServerInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The bids of one auction, ranked: a value. What was refused is not among those of the next state.
 */
final class Choices {

    /** {@link #bestOfHosts()}: no feasible pair. */
    static final int UNFIT = -1;
    /** {@link #bestOfHosts()}: feasible pairs, none of which would balance the fleet enough. */
    static final int NO_GAIN = -2;

    private final AuctionBids bids;
    private final Answers answers;
    private final Rankings rankings;
    private final Ranking ranking;

    private Choices(AuctionBids bids, Answers answers, Rankings rankings, Ranking ranking) {
        this.bids = bids;
        this.answers = answers;
        this.rankings = rankings;
        this.ranking = ranking;
    }

    /** Gathers what answered. The auctioneer is host 0; hosts without a valid load are not ranked. */
    static final class Collector {
        private final String auction;
        private final List<HostInfo> hosts = new ArrayList<>();
        private final List<ServerInfo> servers = new ArrayList<>();
        private final SortedMap<Integer, Exchange> exchanges = new TreeMap<>();
        private final Pairs pairs = new Pairs();
        private final Answers answers = new Answers();
        private final Situation here;

        Collector(String auction, Situation here) {
            this.auction = auction;
            this.here = here;
            hosts.add(here.self());
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

        /** A server of the auctioneer's for one of that host's. */
        void exchange(Exchange exchange, int host) {
            exchanges.put(servers.size(), exchange);
            pair(server(exchange.net()), 0, host);
        }

        void pair(int server, int source, int destination) {
            pairs.add(server, source, destination);
        }

        /** For a hot host; {@link Rankings#byWorth}. */
        Choices byWorth(Grounds grounds) {
            return ranked(rankings -> rankings.byWorth(grounds));
        }

        /** For a hot host that nobody has room for; {@link Rankings#byExchange}. */
        Choices byExchange(Grounds grounds) {
            return ranked(rankings -> rankings.byExchange(grounds));
        }

        /** For a host that is to be emptied; {@link Rankings#byRoom}. */
        Choices byRoom() {
            return ranked(Rankings::byRoom);
        }

        /** For a host that holds more than its share; {@link Rankings#byEvenness}. */
        Choices byEvenness() {
            return ranked(Rankings::byEvenness);
        }

        /** For a cold host; {@link Rankings#byBalance}. */
        Choices byBalance(Grounds grounds) {
            return ranked(rankings -> rankings.byBalance(grounds));
        }

        private Choices ranked(Function<Rankings, Ranking> order) {
            FleetLoads present = new FleetLoads(
                    hosts.stream().mapToDouble(h -> h.load().normalized()).toArray());
            AuctionBids bids = new AuctionBids(auction, hosts, servers, exchanges, pairs, present);
            Rankings rankings = new Rankings(bids, here.settings(), here.pricing());
            return new Choices(bids, answers, rankings, order.apply(rankings));
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
        if (!wholeHost) return left(ranking.without(refused.pair()));
        Ranking left = ranking;
        for (int index = 1; index < bids.hosts().size(); index++) {
            if (bids.hosts().get(index).host().equals(peer)) left = left.withoutHost(index);
        }
        return left(left);
    }

    private Choices left(Ranking left) {
        return new Choices(bids, answers, rankings, left);
    }

    /** This very move, whether or not it is worth it; empty: nobody bid for it. */
    Optional<Choice> of(Note.Move move) {
        for (int pair = 0; pair < bids.pairs().size(); pair++) {
            boolean same = bids.server(pair).id().equals(move.server())
                    && bids.source(pair).host().equals(move.source())
                    && bids.destination(pair).host().equals(move.destination());
            if (same) return Optional.of(choice(pair));
        }
        return Optional.empty();
    }

    /** Whether the choice is worth it, and not too dear. */
    boolean improves(Choice choice) {
        return ranking.improves(choice.pair()) && ranking.affordable(choice.pair());
    }

    /** Whether what was promised of the balance of the loads decides. */
    boolean promisesBalance() {
        return ranking.promisesBalance();
    }

    /** Why nothing of what was bid is chosen. */
    String whyNone() {
        return ranking.whyNone();
    }

    /** Mean normalised load of the auctioneer and all who answered. */
    double systemLoad() {
        return bids.present().mean();
    }

    int feasible() {
        return bids.pairs().size();
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
        return answers.tally(
                this, replies, rankings.settings().auction().replyTimeout().toMillis() / 1000.0);
    }

    /** The best pair of each host, affordable ones first; or why there is none. */
    int[] bestOfHosts() {
        int[] best = new int[bids.hosts().size()];
        Arrays.fill(best, UNFIT);
        for (int pair = 0; pair < bids.pairs().size(); pair++) {
            int host = Math.max(bids.pairs().source(pair), bids.pairs().destination(pair));
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
        Optional<Exchange> exchange = bids.exchange(pair);
        Cost cost = rankings.cost(pair);
        return new Choice(
                pair,
                exchange.map(Exchange::taken).orElseGet(() -> bids.server(pair)),
                exchange.map(Exchange::returned),
                bids.source(pair),
                bids.destination(pair),
                new Forecast(ranking.before(), ranking.after(pair), cost.seconds(), cost.downtimeSeconds()));
    }
}
