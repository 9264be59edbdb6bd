package io.drover.plan;

import io.drover.auction.Situation.Grounds;
import io.drover.model.HostInfo;
import io.drover.model.HostLoad;
import io.drover.model.Pricing;
import io.drover.model.ServerInfo;
import io.drover.strategy.Acceptance;
import io.drover.strategy.AuctionBids;
import io.drover.strategy.Pairs;
import io.drover.strategy.RoomRanking;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds the auctions of hosts that drain, one server each, in turn: acceptance, ranking and prices are the agents' own.
 * Hosts that drain take nothing.
 */
public final class DrainPlanner {

    private final PlanOptions options;
    private final Acceptance acceptance;

    public DrainPlanner(PlanOptions options) {
        this.options = options;
        this.acceptance = new Acceptance(options.strategy());
    }

    /**
     * @param leaving hosts of the cluster that are to be emptied
     */
    public DrainPlan plan(Cluster cluster, Set<String> leaving) {
        Placements placements = new Placements(cluster);
        List<Integer> sources = new ArrayList<>();
        List<Integer> open = new ArrayList<>();
        for (int host = 0; host < placements.hosts.length; host++) {
            (leaving.contains(placements.hostIds[host]) ? sources : open).add(host);
        }
        List<DrainPlan.Move> moves = new ArrayList<>();
        boolean more = true;
        while (more) {
            more = false;
            for (int source : sources) more |= auction(placements, source, open, moves);
        }
        return left(placements, sources, open, moves);
    }

    /** Whether a server found a host. */
    private boolean auction(Placements placements, int source, List<Integer> open, List<DrainPlan.Move> moves) {
        List<HostInfo> hosts = new ArrayList<>(List.of(info(placements, source)));
        for (int host : open) hosts.add(info(placements, host));
        List<ServerInfo> servers = new ArrayList<>();
        List<Integer> indices = new ArrayList<>();
        Pairs pairs = new Pairs();
        for (int server : placements.serversOn(source)) {
            ServerInfo info = placements.info(server);
            if (whyStay(placements, server, info).isPresent()) continue;
            for (int end = 0; end < open.size(); end++) {
                if (whyNot(placements, server, info, open.get(end), hosts.get(end + 1))
                        .isEmpty()) {
                    pairs.add(servers.size(), 0, end + 1);
                }
            }
            servers.add(info);
            indices.add(server);
        }
        if (pairs.size() == 0) return false;
        String auction = hosts.get(0).host() + "/" + moves.size();
        OptionalInt best = new RoomRanking(new AuctionBids(auction, hosts, servers, pairs, placements.fleet)).best();
        int pair = best.orElseThrow();
        HostInfo destination = hosts.get(pairs.destination(pair));
        ServerInfo server = servers.get(pairs.server(pair));
        placements.move(indices.get(pairs.server(pair)), open.get(pairs.destination(pair) - 1));
        moves.add(new DrainPlan.Move(
                server.id(),
                hosts.get(0).host(),
                destination.host(),
                Pricing.modelled(options.migration()).cost(server).seconds(),
                Acceptance.after(destination, server)));
        return true;
    }

    /** Whatever room there is. */
    private Optional<String> whyStay(Placements placements, int server, ServerInfo info) {
        Optional<String> immovable = placements.servers[server].immovable();
        return immovable.isPresent() || options.drain().forces()
                ? immovable
                : Pricing.modelled(options.migration()).tooDear(info);
    }

    private Optional<String> whyNot(Placements placements, int server, ServerInfo info, int host, HostInfo there) {
        if (placements.elsewhere(server, host)) {
            return Optional.of("it is pinned to the availability zone "
                    + placements.servers[server].zone().orElseThrow() + ", and " + placements.hostIds[host] + " is in "
                    + placements.hosts[host].zone().orElseThrow());
        }
        if (!placements.fits(server, host)) {
            return Optional.of("no room for " + placements.needs(server) + " in " + placements.free(host) + " on "
                    + placements.hostIds[host]);
        }
        Optional<String> apart = placements.apart(server, host);
        return apart.isPresent()
                ? apart
                : acceptance.destination(
                        there, info, Grounds.DRAINING, options.drain().ceiling());
    }

    private DrainPlan left(
            Placements placements, List<Integer> sources, List<Integer> open, List<DrainPlan.Move> moves) {
        List<Plan.Refusal> stays = new ArrayList<>();
        List<Integer> homeless = new ArrayList<>();
        for (int source : sources) {
            for (int server : placements.serversOn(source)) {
                ServerInfo info = placements.info(server);
                Optional<String> own = whyStay(placements, server, info);
                if (own.isEmpty()) homeless.add(server);
                String why = own.orElseGet(() -> nobody(placements, server, info, open));
                stays.add(new Plan.Refusal(info.id(), why));
            }
        }
        Shortages shortages = new Shortages(placements, open, options.drain().ceiling());
        return new DrainPlan(moves, stays, shortages.of(homeless));
    }

    /** The reasons of all hosts, each kind once: room on one says nothing of another. */
    private String nobody(Placements placements, int server, ServerInfo info, List<Integer> open) {
        Set<String> reasons = new TreeSet<>();
        for (int host : open) {
            whyNot(placements, server, info, host, info(placements, host)).ifPresent(reasons::add);
        }
        if (reasons.isEmpty()) return "there is no other host";
        String more = reasons.size() > 3 ? "; and " + (reasons.size() - 3) + " more" : "";
        return "nobody can take it ("
                + String.join("; ", reasons.stream().limit(3).toList()) + more + ")";
    }

    private HostInfo info(Placements placements, int host) {
        double load = placements.load(host) * placements.cpus[host];
        return HostInfo.of(placements.hostIds[host], "", HostLoad.steady(placements.cpus[host], load, Instant.EPOCH))
                .free(placements.free(host))
                .thresholds(options.strategy().thresholds())
                .build();
    }
}
