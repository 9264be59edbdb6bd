package io.drover.strategy;

import io.drover.auction.Forecast;
import io.drover.model.CostModel.Cost;
import io.drover.model.HostInfo;
import io.drover.model.ServerInfo;
import io.drover.model.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The bids of one auction, ranked. Belongs to one auctioneer, who strikes out what was refused; nothing is put back.
 */
final class Choices {

    /**
     * Standard deviations of both ends' loads that a move must outdo. The hottest source and the coldest destination
     * were picked out because they look extreme, so one is not enough: see doc/benchmarks.md.
     */
    private static final double DOUBT = 2;

    private final List<HostInfo> hosts;
    private final List<ServerInfo> servers;
    private final Pairs pairs;
    private final Settings settings;
    private final Selection selection;
    private final double systemLoad;

    private Choices(Collector bids, Settings settings) {
        this.hosts = bids.hosts;
        this.servers = bids.servers;
        this.pairs = bids.pairs;
        this.settings = settings;
        FleetLoads fleet = new FleetLoads(
                hosts.stream().mapToDouble(h -> h.load().normalized()).toArray());
        this.systemLoad = fleet.mean();
        boolean thesis = settings.strategy().thesisRules();
        this.selection = new Selection(
                new Selection.Market(
                        bids.auction,
                        fleet,
                        hosts.stream().mapToDouble(h -> thesis ? 0 : doubt(h)).toArray(),
                        hosts.stream().mapToInt(h -> h.load().cpus()).toArray(),
                        hosts.stream().map(HostInfo::host).toArray(String[]::new),
                        servers.stream().map(ServerInfo::id).toArray(String[]::new),
                        servers.stream().mapToDouble(ServerInfo::load).toArray(),
                        servers.stream().mapToDouble(s -> cost(s).seconds()).toArray(),
                        pairs),
                new Selection.Rules(settings.strategy().requiredImprovement(), thesis));
    }

    /** Gathers what answered. The auctioneer is host 0; hosts without a valid load are left out by the caller. */
    static final class Collector {
        private final String auction;
        private final List<HostInfo> hosts = new ArrayList<>();
        private final List<ServerInfo> servers = new ArrayList<>();
        private final Pairs pairs = new Pairs();

        Collector(String auction, HostInfo auctioneer) {
            this.auction = auction;
            hosts.add(auctioneer);
        }

        int host(HostInfo host) {
            hosts.add(host);
            return hosts.size() - 1;
        }

        int server(ServerInfo server) {
            servers.add(server);
            return servers.size() - 1;
        }

        void pair(int server, int source, int destination) {
            pairs.add(server, source, destination);
        }

        Choices ranked(Settings settings) {
            return new Choices(this, settings);
        }
    }

    /** The best that is left. */
    Optional<Choice> best() {
        return selection.best().stream().mapToObj(this::choice).findFirst();
    }

    void drop(Choice refused) {
        selection.drop(refused.pair());
    }

    void dropPeer(String host) {
        for (int index = 1; index < hosts.size(); index++) {
            if (hosts.get(index).host().equals(host)) selection.dropHost(index);
        }
    }

    /** Mean normalised load of the auctioneer and all who answered. */
    double systemLoad() {
        return systemLoad;
    }

    double entropy() {
        return selection.before();
    }

    int feasible() {
        return pairs.size();
    }

    int improving() {
        return selection.qualified();
    }

    private Choice choice(int pair) {
        ServerInfo server = servers.get(pairs.server(pair));
        Cost cost = cost(server);
        return new Choice(
                pair,
                server,
                hosts.get(pairs.source(pair)),
                hosts.get(pairs.destination(pair)),
                new Forecast(selection.before(), selection.after(pair), cost.seconds(), cost.downtimeSeconds()));
    }

    private static double doubt(HostInfo host) {
        return DOUBT * host.load().deviation() / host.load().cpus();
    }

    private Cost cost(ServerInfo server) {
        return Pricing.cost(server, settings.migration());
    }
}
