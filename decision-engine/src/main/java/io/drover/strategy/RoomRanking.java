package io.drover.strategy;

import io.drover.model.HostInfo;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/**
 * Pairs of a host that is to be emptied: first the server that needs the largest share of what is free among all
 * bidders, of whatever is scarcest for it, for small ones fit in anywhere later. It goes where the least load is to be
 * expected then.
 */
final class RoomRanking implements Ranking {

    private final String auction;
    private final Pairs pairs;
    private final List<HostInfo> hosts;
    private final List<ServerInfo> servers;
    private final FleetLoads fleet;
    private final double[] shares;
    private final BitSet struck;

    /**
     * @param hosts the auctioneer first
     * @param fleet present loads of these
     */
    RoomRanking(String auction, Pairs pairs, List<HostInfo> hosts, List<ServerInfo> servers, FleetLoads fleet) {
        this.auction = auction;
        this.pairs = pairs;
        this.hosts = hosts;
        this.servers = servers;
        this.fleet = fleet;
        this.shares = shares(hosts.subList(1, hosts.size()), servers);
        this.struck = new BitSet();
    }

    private RoomRanking(RoomRanking judged, BitSet struck) {
        this.auction = judged.auction;
        this.pairs = judged.pairs;
        this.hosts = judged.hosts;
        this.servers = judged.servers;
        this.fleet = judged.fleet;
        this.shares = judged.shares;
        this.struck = struck;
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
        return fleet.performance();
    }

    @Override
    public double after(int pair) {
        int from = pairs.source(pair);
        int to = pairs.destination(pair);
        double load = servers.get(pairs.server(pair)).load();
        return fleet.performanceAfter(
                from,
                Math.max(0, fleet.load(from) - load / hosts.get(from).load().cpus()),
                to,
                fleet.load(to) + load / hosts.get(to).load().cpus());
    }

    @Override
    public int qualified() {
        return pairs.size() - struck.cardinality();
    }

    @Override
    public boolean improves(int pair) {
        return !struck.get(pair);
    }

    @Override
    public boolean affordable(int pair) {
        return improves(pair);
    }

    @Override
    public boolean better(int pair, int rival) {
        int order = Double.compare(shares[pairs.server(rival)], shares[pairs.server(pair)]);
        if (order == 0 && pairs.server(pair) == pairs.server(rival)) order = Double.compare(there(pair), there(rival));
        return order == 0 ? lot(pair) < lot(rival) : order < 0;
    }

    /** Normalised load that the destination must be prepared for then. */
    private double there(int pair) {
        HostInfo host = hosts.get(pairs.destination(pair));
        ServerInfo server = servers.get(pairs.server(pair));
        return Math.max(
                host.load().normalizedWith(server.load()),
                host.load().expected().plus(server.expected()).upper(host.load().cpus()));
    }

    private long lot(int pair) {
        String server = servers.get(pairs.server(pair)).id();
        return Hash.of(
                auction, server + " " + hosts.get(pairs.destination(pair)).host());
    }

    /** None is too dear: they all have to go. */
    @Override
    public double costLimit() {
        return Double.NaN;
    }

    @Override
    public OptionalInt best() {
        int best = -1;
        for (int pair = 0; pair < pairs.size(); pair++) {
            if (improves(pair) && (best < 0 || better(pair, best))) best = pair;
        }
        return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    @Override
    public RoomRanking without(int pair) {
        BitSet out = (BitSet) struck.clone();
        out.set(pair);
        return new RoomRanking(this, out);
    }

    @Override
    public RoomRanking withoutHost(int host) {
        BitSet out = (BitSet) struck.clone();
        for (int pair = 0; pair < pairs.size(); pair++) {
            if (pairs.source(pair) == host || pairs.destination(pair) == host) out.set(pair);
        }
        return new RoomRanking(this, out);
    }

    @Override
    public String whyNone() {
        return "no bid is left";
    }
}
