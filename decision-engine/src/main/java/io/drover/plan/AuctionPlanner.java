package io.drover.plan;

import io.drover.model.CostModel.Cost;
import io.drover.model.Pricing;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.strategy.SetSelection;
import io.drover.strategy.Worth;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Holds the auctions that the agents would hold, one after the other, each with all hosts invited: the hottest host
 * pushes what it takes; then, with a strategy that pulls, the coldest host takes from those that are hot still. A server
 * moves once. Selection, acceptance and prices are the agents' own.
 */
public final class AuctionPlanner implements Planner {

    @Override
    public Plan plan(Cluster cluster, PlanOptions options) {
        Placements placements = new Placements(cluster);
        Thresholds thresholds = options.strategy().thresholds();
        Plan.Balance before = placements.balance(thresholds);
        Rounds rounds = new Rounds(placements, options);
        if (options.strategy().name() != StrategyName.PULL) rounds.push();
        if (options.strategy().name() != StrategyName.PUSH) rounds.pull();
        return new Plan(rounds.moves, rounds.refused(), before, placements.balance(thresholds));
    }

    /** In a whole cluster the coolest few do as well as any. */
    private static final int BIDDERS = 3;

    /** One plan in the making. */
    private static final class Rounds {

        private final Placements placements;
        private final PlanOptions options;
        private final Thresholds thresholds;
        private final List<Plan.Move> moves = new ArrayList<>();

        Rounds(Placements placements, PlanOptions options) {
            this.placements = placements;
            this.options = options;
            this.thresholds = options.strategy().thresholds();
        }

        void push() {
            boolean[] done = new boolean[placements.hosts.length];
            for (int host = placements.hottest(done); host >= 0; host = placements.hottest(done)) {
                done[host] = true;
                if (thresholds.hot(placements.load(host))) auction(host, true);
            }
        }

        void pull() {
            boolean[] done = new boolean[placements.hosts.length];
            for (int host = placements.coldest(done); host >= 0; host = placements.coldest(done)) {
                done[host] = true;
                if (thresholds.cold(placements.load(host))) auction(host, false);
            }
        }

        /** One auction awards all that it takes. */
        private void auction(int auctioneer, boolean push) {
            Bids bids = push ? offers(auctioneer) : wants(auctioneer);
            String id = placements.hostIds[auctioneer] + "/" + moves.size();
            int[] set = new SetSelection(bids.trade(id), new BitSet(), BIDDERS).best();
            String reason = placements.hostIds[auctioneer] + " is " + (push ? "hot" : "cold") + " at "
                    + rounded(placements.load(auctioneer)) + "; ";
            for (int i = 0; i < set.length; i++) {
                int server = bids.servers.get(bids.pairs.server(set[i]));
                int destination = bids.hosts.get(bids.pairs.destination(set[i]));
                String which = (i + 1) + " of " + set.length + ", among " + bids.pairs.size() + " bids";
                move(server, destination, reason + which);
            }
            boolean exchanging = push && options.strategy().rules().exchanges();
            while (exchanging && thresholds.hot(placements.load(auctioneer))) exchanging = exchange(auctioneer, id);
        }

        /** The heavy one first, as the agents do. */
        private boolean exchange(int source, String id) {
            Optional<PlannedExchange> best = PlannedExchange.best(placements, options, source, id, this::price);
            best.ifPresent(exchange -> {
                int peer = placements.hostOf(exchange.returned());
                String reason = placements.hostIds[source] + " is hot at " + rounded(placements.load(source)) + "; ";
                String taken = placements.serverIds[exchange.taken()];
                String returned = placements.serverIds[exchange.returned()];
                move(exchange.taken(), peer, reason + "in exchange for " + returned);
                move(exchange.returned(), source, reason + "it takes " + returned + " for " + taken);
            });
            return best.isPresent();
        }

        /** Empty: it stays, or not there. */
        private OptionalDouble price(int server, int destination) {
            return whyStay(server, destination).isPresent()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Worth.price(cost(server)));
        }

        private void move(int server, int destination, String reason) {
            Cost cost = cost(server);
            String source = placements.hostIds[placements.hostOf(server)];
            double before = placements.fleet.performance();
            placements.move(server, destination);
            moves.add(new Plan.Move(
                    placements.serverIds[server],
                    source,
                    placements.hostIds[destination],
                    before,
                    placements.fleet.performance(),
                    cost.seconds(),
                    cost.downtimeSeconds(),
                    reason));
        }

        private Bids offers(int source) {
            Bids bids = new Bids(placements, thresholds);
            int auctioneer = bids.host(source);
            for (int host = 0; host < placements.hosts.length; host++) {
                if (host != source) bids.host(host);
            }
            for (int server : placements.serversOn(source)) {
                int good = bids.server(server, Worth.price(cost(server)));
                for (int end = 1; end < bids.hosts.size(); end++) {
                    if (whyNot(server, bids.hosts.get(end)) == null) bids.pairs.add(good, auctioneer, end);
                }
            }
            return bids;
        }

        /** What hot hosts could give: between the others there is no heat to spare. */
        private Bids wants(int destination) {
            Bids bids = new Bids(placements, thresholds);
            int auctioneer = bids.host(destination);
            for (int host = 0; host < placements.hosts.length; host++) {
                if (host == destination || !thresholds.hot(placements.load(host))) continue;
                int end = bids.host(host);
                for (int server : placements.serversOn(host)) {
                    if (whyNot(server, destination) != null) continue;
                    bids.pairs.add(bids.server(server, Worth.price(cost(server))), end, auctioneer);
                }
            }
            return bids;
        }

        /** Null: it may go there. */
        private String whyNot(int server, int destination) {
            Optional<String> why = whyStay(server, destination);
            if (why.isPresent()) return why.get();
            int source = placements.hostOf(server);
            double load = placements.loads[server];
            if (placements.load(destination) + load / placements.cpus[destination] >= thresholds.push()) {
                return "every host that has room would become hot";
            }
            if (placements.load(source) - load / placements.cpus[source] <= thresholds.pull()) {
                return "its host would become cold";
            }
            return placements.fits(server, destination) ? null : "no host has the memory or the disk";
        }

        /** Whatever the loads. */
        private Optional<String> whyStay(int server, int destination) {
            if (placements.moved(server)) return Optional.of("has moved already");
            if (placements.elsewhere(server, destination)) return Optional.of(pinned(server));
            return placements
                    .servers[server]
                    .immovable()
                    .or(() -> Pricing.modelled(options.migration()).tooDear(placements.info(server)));
        }

        List<Plan.Refusal> refused() {
            List<Plan.Refusal> refused = new ArrayList<>();
            for (int server = 0; server < placements.servers.length; server++) {
                if (thresholds.hot(placements.load(placements.hostOf(server)))) {
                    refused.add(new Plan.Refusal(placements.serverIds[server], why(server)));
                }
            }
            return refused;
        }

        /** What keeps it from a host of its zone says more than that others are of another. */
        private String why(int server) {
            String reason = "there is no other host";
            boolean near = false;
            for (int host = 0; host < placements.hosts.length; host++) {
                if (host == placements.hostOf(server)) continue;
                boolean elsewhere = placements.elsewhere(server, host);
                if (elsewhere && near) continue;
                near |= !elsewhere;
                reason = whyNot(server, host);
                if (reason == null) return "moving it would not be worth its price";
            }
            return reason;
        }

        private String pinned(int server) {
            return "it is pinned to the availability zone "
                    + placements.servers[server].zone().orElseThrow() + ", which has no other host";
        }

        private Cost cost(int server) {
            return Pricing.modelled(options.migration()).cost(placements.info(server));
        }

        private static String rounded(double load) {
            return Double.toString(Math.round(load * 1000) / 1000.0);
        }
    }
}
