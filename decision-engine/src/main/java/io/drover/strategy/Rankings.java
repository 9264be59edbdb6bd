package io.drover.strategy;

import io.drover.auction.Situation.Grounds;
import io.drover.model.CostModel.Cost;
import io.drover.model.Exchange;
import io.drover.model.Habit;
import io.drover.model.HostInfo;
import io.drover.model.HostUsage;
import io.drover.model.Outlook;
import io.drover.model.Pricing;
import io.drover.model.ServerInfo;
import io.drover.model.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** In which order the bids of one auction are taken, by what it is for. */
final class Rankings {

    /** Deviations by which both ends' loads may be off, which a move that only balances must outdo. */
    private static final double DOUBT = 4;

    private final AuctionBids bids;
    private final Settings settings;
    private final Pricing pricing;

    Rankings(AuctionBids bids, Settings settings, Pricing pricing) {
        this.bids = bids;
        this.settings = settings;
        this.pricing = pricing;
    }

    Settings settings() {
        return settings;
    }

    /** What the pair's move costs. */
    Cost cost(int pair) {
        return pricing.cost(bids.server(pair), bids.destination(pair).host());
    }

    /**
     * For a hot host.
     *
     * @param grounds on which it is hot
     */
    Ranking byWorth(Grounds grounds) {
        return settings.strategy().rules().decidesByOutlook() ? new WorthRanking(bids, trade(grounds)) : present();
    }

    /**
     * For a hot host whose servers can only go in exchange for others.
     *
     * @param grounds on which it is hot
     */
    Ranking byExchange(Grounds grounds) {
        return new ExchangeRanking(bids, new Expectations(trade(grounds)).alone());
    }

    /** For a host that is to be emptied: the servers that find room least easily go first. */
    Ranking byRoom() {
        return new RoomRanking(bids);
    }

    /** For a host that holds more than its share, while nothing is hot. */
    Ranking byEvenness() {
        return new EvennessRanking(bids, settings, this::cost);
    }

    /**
     * For a cold host.
     *
     * @param grounds on which it is cold
     */
    Ranking byBalance(Grounds grounds) {
        boolean expects = settings.strategy().rules().decidesByOutlook() && grounds == Grounds.EXPECTED;
        return expects ? expected() : present();
    }

    /** By balance alone, and by the present loads. */
    private Ranking present() {
        double[] loads = bids.servers().stream().mapToDouble(ServerInfo::load).toArray();
        return balance(bids.present(), new double[bids.hosts().size()], loads);
    }

    /** By the balance of what is to be expected, even if both ends are off by a deviation. */
    private Ranking expected() {
        FleetLoads means = new FleetLoads(bids.hosts().stream()
                .mapToDouble(h -> h.load().expected().mean() / h.load().cpus())
                .toArray());
        double[] doubts = bids.hosts().stream()
                .mapToDouble(h -> DOUBT
                        * StrictMath.sqrt(h.load().expected().variance())
                        / h.load().cpus())
                .toArray();
        double[] loads =
                bids.servers().stream().mapToDouble(s -> s.expected().mean()).toArray();
        return balance(means, doubts, loads);
    }

    private Ranking balance(FleetLoads fleet, double[] doubts, double[] loads) {
        return new BalanceRanking(
                new BalanceRanking.Market(
                        bids.auction(),
                        fleet,
                        doubts,
                        bids.hosts().stream().mapToInt(h -> h.load().cpus()).toArray(),
                        bids.hosts().stream().map(HostInfo::host).toArray(String[]::new),
                        bids.servers().stream().map(ServerInfo::id).toArray(String[]::new),
                        loads,
                        bids.servers().stream()
                                .mapToDouble(s -> pricing.cost(s).seconds())
                                .toArray(),
                        bids.pairs()),
                new BalanceRanking.Rules(
                        settings.strategy().requiredImprovement(),
                        settings.strategy().rules().meanCostOverAll()));
    }

    /** Of heat that moves spare. Where the present alone calls for action, it stands for what is to be expected. */
    private SetSelection.Trade trade(Grounds grounds) {
        boolean urgent = grounds == Grounds.PRESENT || grounds == Grounds.CONTENDED;
        List<SetSelection.Host> ends = new ArrayList<>();
        for (HostInfo host : bids.hosts()) {
            boolean contended = ends.isEmpty() && grounds == Grounds.CONTENDED;
            ends.add(end(host, urgent, contended));
        }
        List<SetSelection.Server> goods = new ArrayList<>();
        for (int server = 0; server < bids.servers().size(); server++) {
            goods.add(good(bids.servers().get(server), bids.exchanges().get(server), urgent));
        }
        return new SetSelection.Trade(bids.auction(), ends, goods, bids.pairs());
    }

    /**
     * @param contended whether it is hot at the load that it has
     */
    private SetSelection.Host end(HostInfo host, boolean urgent, boolean contended) {
        int cpus = host.load().cpus();
        Outlook expected = host.load().expected();
        double now = host.load().normalized();
        double mean = expected.mean() / cpus;
        double likely = urgent ? Math.max(mean, now) : mean;
        double variance = expected.variance() / ((double) cpus * cpus);
        double threshold = host.base().push();
        double push = contended ? Math.min(likely, threshold) : threshold;
        double margin = urgent ? 0 : 1;
        double room = threshold - now;
        SetSelection.Load load = new SetSelection.Load(likely, variance, cpus, Outlook.SCATTER, push, margin, room);
        double toll = Worth.toll(pricing.times().excess(host.host()));
        return new SetSelection.Host(host.host(), load, memory(host.usage()), host.free(), toll);
    }

    private SetSelection.Memory memory(HostUsage usage) {
        OptionalDouble share = usage.memoryWith(0);
        if (share.isEmpty()) return SetSelection.Memory.UNKNOWN;
        return new SetSelection.Memory(
                share.getAsDouble(),
                usage.memoryMib(),
                settings.strategy().memory().push());
    }

    private double price(ServerInfo server) {
        Cost sent = pricing.sent(server);
        return Worth.price(sent) + Worth.toll(pricing.cost(server).seconds() - sent.seconds());
    }

    /**
     * @param exchange that the server stands for, or null
     */
    private SetSelection.Server good(ServerInfo server, Exchange exchange, boolean urgent) {
        Habit expected = server.expected();
        double mean = urgent ? server.load() : expected.mean();
        Long held = server.usage().memoryUsedMib();
        double memory = held == null ? 0 : held;
        return new SetSelection.Server(
                server.id(),
                mean,
                expected.variance(),
                server.load(),
                memory,
                exchange == null ? price(server) : price(exchange.taken()) + price(exchange.returned()),
                exchange == null ? 1 : 2,
                server.resources());
    }
}
