package io.drover.plan;

import io.drover.model.CostModel.Cost;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.strategy.Pairs;
import io.drover.strategy.Pricing;
import io.drover.strategy.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Holds the auctions that the agents would hold, one after the other, each with all hosts invited: the hottest host
 * pushes until it is no longer hot or nobody takes more; then, with a strategy that pulls, the coldest host pulls. A
 * server moves once. Selection, acceptance and prices are the agents' own.
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

    /** One plan in the making. */
    private static final class Rounds {

        private final Placements placements;
        private final PlanOptions options;
        private final Thresholds thresholds;
        private final List<Plan.Move> moves = new ArrayList<>();
        private final double[] costs;

        Rounds(Placements placements, PlanOptions options) {
            this.placements = placements;
            this.options = options;
            this.thresholds = options.strategy().thresholds();
            this.costs = new double[placements.servers.length];
            for (int server = 0; server < costs.length; server++) {
                costs[server] = cost(server).seconds();
            }
        }

        void push() {
            boolean[] done = new boolean[placements.hosts.length];
            for (int host = placements.hottest(done); host >= 0; host = placements.hottest(done)) {
                if (!thresholds.hot(placements.load(host)) || !auction(host, true)) done[host] = true;
            }
        }

        void pull() {
            boolean[] done = new boolean[placements.hosts.length];
            for (int host = placements.coldest(done); host >= 0; host = placements.coldest(done)) {
                if (!thresholds.cold(placements.load(host)) || !auction(host, false)) done[host] = true;
            }
        }

        private boolean auction(int auctioneer, boolean push) {
            Pairs pairs = push ? offers(auctioneer) : wants(auctioneer);
            if (pairs.size() == 0) return false;
            String id = placements.hosts[auctioneer].id() + "/" + moves.size();
            Selection selection = new Selection(
                    new Selection.Market(
                            id,
                            placements.fleet,
                            new double[placements.hosts.length],
                            placements.cpus,
                            placements.hostIds,
                            placements.serverIds,
                            placements.loads,
                            costs,
                            pairs),
                    new Selection.Rules(
                            options.strategy().requiredImprovement(),
                            options.strategy().rules().meanCostOverAll()));
            OptionalInt best = selection.best();
            if (best.isEmpty()) return false;
            move(selection, pairs, best.getAsInt(), push);
            return true;
        }

        private void move(Selection selection, Pairs pairs, int pair, boolean push) {
            int server = pairs.server(pair);
            int source = pairs.source(pair);
            int destination = pairs.destination(pair);
            Cost cost = cost(server);
            int auctioneer = push ? source : destination;
            String reason = placements.hostIds[auctioneer] + " is " + (push ? "hot" : "cold") + " at "
                    + rounded(placements.load(auctioneer)) + "; best of " + selection.qualified() + " bids";
            moves.add(new Plan.Move(
                    placements.serverIds[server],
                    placements.hostIds[source],
                    placements.hostIds[destination],
                    selection.before(),
                    selection.after(pair),
                    cost.seconds(),
                    cost.downtimeSeconds(),
                    reason));
            placements.move(server, destination);
        }

        private Pairs offers(int source) {
            Pairs pairs = new Pairs();
            for (int server : placements.serversOn(source)) {
                for (int host = 0; host < placements.hosts.length; host++) {
                    if (host != source && whyNot(server, host) == null) pairs.add(server, source, host);
                }
            }
            return pairs;
        }

        private Pairs wants(int destination) {
            Pairs pairs = new Pairs();
            for (int server = 0; server < placements.servers.length; server++) {
                int source = placements.hostOf(server);
                if (source != destination && whyNot(server, destination) == null) {
                    pairs.add(server, source, destination);
                }
            }
            return pairs;
        }

        /** Null: it may go there. */
        private String whyNot(int server, int destination) {
            if (placements.moved(server)) return "has moved already";
            if (placements.servers[server].immovable().isPresent()) {
                return placements.servers[server].immovable().get();
            }
            int source = placements.hostOf(server);
            double load = placements.loads[server];
            if (placements.load(destination) + load / placements.cpus[destination] >= thresholds.push()) {
                return "every host that has room would become hot";
            }
            if (placements.load(source) - load / placements.cpus[source] <= thresholds.pull()) {
                return "its host would become cold";
            }
            if (!placements.fits(server, destination)) return "no host has the memory or the disk";
            return Pricing.tooDear(info(server), options.migration()).orElse(null);
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

        private String why(int server) {
            String reason = "there is no other host";
            for (int host = 0; host < placements.hosts.length; host++) {
                if (host == placements.hostOf(server)) continue;
                reason = whyNot(server, host);
                if (reason == null) return "moving it would not balance the cluster enough";
            }
            return reason;
        }

        private Cost cost(int server) {
            return Pricing.cost(info(server), options.migration());
        }

        private ServerInfo info(int index) {
            Cluster.Server server = placements.servers[index];
            return new ServerInfo(
                    server.id(),
                    server.vcpus(),
                    server.load(),
                    server.load(),
                    server.memoryMib(),
                    server.dirtyRate(),
                    Resources.NONE,
                    List.of());
        }

        private static String rounded(double load) {
            return Double.toString(Math.round(load * 1000) / 1000.0);
        }
    }
}
