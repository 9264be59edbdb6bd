package io.drover.strategy;

import io.drover.model.HostInfo;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import java.util.List;
import java.util.OptionalInt;

/**
 * Pairs of a host that is to be emptied: first the server that needs the largest share of what is free among all
 * bidders, of whatever is scarcest for it, for small ones fit in anywhere later. It goes where the least load is to be
 * expected then.
 */
public final class RoomRanking implements Ranking {

    private final AuctionBids bids;
    private final double[] shares;
    private final ExcludedPairs excluded;

    public RoomRanking(AuctionBids bids) {
        this(bids, shares(bids.hosts().subList(1, bids.hosts().size()), bids.servers()), ExcludedPairs.NONE);
    }

    private RoomRanking(AuctionBids bids, double[] shares, ExcludedPairs excluded) {
        this.bids = bids;
        this.shares = shares;
        this.excluded = excluded;
    }

    private static double[] shares(List<HostInfo> bidders, List<ServerInfo> servers) {
        Resources free = Resources.NONE;
        double idle = 0;
        for (HostInfo bidder : bidders) {
            free = free.plus(bidder.free());
            idle += Math.max(0, 1 - bidder.load().normalized()) * bidder.load().cpus();
        }
        double[] shares = new double[servers.size()];
        for (int server = 0; server < shares.length; server++) {
            shares[server] = share(servers.get(server), free, idle);
        }
        return shares;
    }

    private static double share(ServerInfo server, Resources free, double idle) {
        double share = idle > 0 ? server.load() / idle : 0;
        for (var need : server.resources().amounts().entrySet()) {
            long there = free.amounts().getOrDefault(need.getKey(), 0L);
            if (there > 0) share = Math.max(share, need.getValue() / (double) there);
        }
        return share;
    }

    @Override
    public double before() {
        return bids.present().performance();
    }

    @Override
    public double after(int pair) {
        return bids.after(pair);
    }

    @Override
    public int qualified() {
        return bids.pairs().size() - excluded.size();
    }

    @Override
    public boolean improves(int pair) {
        return !excluded.has(pair);
    }

    @Override
    public boolean better(int pair, int rival) {
        int server = bids.pairs().server(pair);
        int other = bids.pairs().server(rival);
        int order = Double.compare(shares[other], shares[server]);
        if (order == 0 && server == other) order = Double.compare(there(pair), there(rival));
        return order == 0 ? bids.lot(pair) < bids.lot(rival) : order < 0;
    }

    private double there(int pair) {
        return Acceptance.after(bids.destination(pair), bids.server(pair));
    }

    @Override
    public OptionalInt best() {
        int best = -1;
        for (int pair = 0; pair < bids.pairs().size(); pair++) {
            if (improves(pair) && (best < 0 || better(pair, best))) best = pair;
        }
        return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    @Override
    public RoomRanking without(int pair) {
        return new RoomRanking(bids, shares, excluded.with(pair));
    }

    @Override
    public RoomRanking withoutHost(int host) {
        return new RoomRanking(bids, shares, excluded.withHost(host, bids.pairs()));
    }

    @Override
    public String whyNone() {
        return "no bid is left";
    }
}
