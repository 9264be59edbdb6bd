package io.drover.strategy;

import io.drover.model.CostModel.Cost;
import io.drover.model.HostInfo;
import io.drover.model.ServerInfo;
import io.drover.model.Settings;
import io.drover.model.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/**
 * Pairs of a host that holds more than its share, while nothing is hot: those that even most, and of nearly equal ones
 * the cheapest. Where a bidder is hot or has to be emptied, none: its own auctions come first.
 */
final class EvennessRanking implements Ranking {

    /** Share of the most that a move can even which is as good as that. */
    private static final double NEARLY = 0.9;

    private final AuctionBids bids;
    private final Settings settings;
    private final IntFunction<Cost> costs;
    private final Optional<String> first;
    private final double[] gains;
    private final ExcludedPairs excluded;

    /**
     * @param costs of each pair
     */
    EvennessRanking(AuctionBids bids, Settings settings, IntFunction<Cost> costs) {
        this.bids = bids;
        this.settings = settings;
        this.costs = costs;
        this.first = first();
        this.gains = gains();
        this.excluded = ExcludedPairs.NONE;
    }

    private EvennessRanking(EvennessRanking judged, ExcludedPairs excluded) {
        this.bids = judged.bids;
        this.settings = judged.settings;
        this.costs = judged.costs;
        this.first = judged.first;
        this.gains = judged.gains;
        this.excluded = excluded;
    }

    /** Whose need comes before evenness. */
    private Optional<String> first() {
        Acceptance acceptance = new Acceptance(settings.strategy());
        for (HostInfo host : bids.hosts()) {
            if (host.base().hot(host.load().normalized()) || acceptance.fullOfMemory(host)) {
                return Optional.of(host.host() + " is hot, and goes first");
            }
            Long left = host.allocation().servers();
            if (host.standing().draining() && left != null && left > 0) {
                return Optional.of(host.host() + " drains, and goes first");
            }
        }
        return Optional.empty();
    }

    /** Of each pair; not positive: it does not help. */
    private double[] gains() {
        double[] evened = new double[bids.pairs().size()];
        if (first.isPresent()) return evened;
        Spread by = settings.strategy().spread();
        List<Optional<Evenness.Share>> shares =
                bids.hosts().stream().map(host -> Evenness.of(host, by)).toList();
        List<Evenness.Share> known = new ArrayList<>();
        shares.forEach(share -> share.ifPresent(known::add));
        Evenness evenness = new Evenness(by, known);
        for (int pair = 0; pair < evened.length; pair++) {
            Optional<Evenness.Share> from = shares.get(bids.pairs().source(pair));
            Optional<Evenness.Share> to = shares.get(bids.pairs().destination(pair));
            double size = Evenness.size(bids.server(pair), by);
            if (from.isEmpty() || to.isEmpty() || !evenness.helped(from.get(), to.get(), size)) continue;
            if (stays(pair)) evened[pair] = evenness.gain(from.get(), to.get(), size);
        }
        return evened;
    }

    /** Whether no cold host would take it back for the balance of the loads. */
    private boolean stays(int pair) {
        ServerInfo server = bids.server(pair);
        HostInfo from = bids.source(pair);
        HostInfo to = bids.destination(pair);
        if (new Acceptance(settings.strategy()).spares(from, server)) return true;
        if (to.base().cold(Acceptance.after(to, server))) return true;
        double there = server.load() / to.load().cpus();
        double here = server.load() / from.load().cpus();
        double now = FleetLoads.performance(from.load().normalized(), to.load().normalized());
        double then = FleetLoads.performance(
                Math.max(0, from.load().normalized() - here), to.load().normalized() + there);
        return then >= now || now < then * (1 + settings.strategy().requiredImprovement() / 100);
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
        int count = 0;
        for (int pair = 0; pair < gains.length; pair++) {
            if (improves(pair)) count++;
        }
        return count;
    }

    @Override
    public boolean improves(int pair) {
        return !excluded.has(pair) && gains[pair] > 0;
    }

    @Override
    public boolean better(int pair, int rival) {
        if (gains[pair] < NEARLY * gains[rival]) return false;
        if (gains[rival] < NEARLY * gains[pair]) return true;
        return cheaper(pair, rival);
    }

    private boolean cheaper(int pair, int rival) {
        int order = Double.compare(seconds(pair), seconds(rival));
        if (order == 0) order = Double.compare(gains[rival], gains[pair]);
        return order == 0 ? bids.lot(pair) < bids.lot(rival) : order < 0;
    }

    private double seconds(int pair) {
        return costs.apply(pair).seconds();
    }

    /** The cheapest of those that even nearly most: better() alone is no order of all. */
    @Override
    public OptionalInt best() {
        double most = 0;
        for (int pair = 0; pair < gains.length; pair++) {
            if (improves(pair)) most = Math.max(most, gains[pair]);
        }
        int best = -1;
        for (int pair = 0; pair < gains.length; pair++) {
            if (!improves(pair) || gains[pair] < NEARLY * most) continue;
            if (best < 0 || cheaper(pair, best)) best = pair;
        }
        return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    @Override
    public EvennessRanking without(int pair) {
        return new EvennessRanking(this, excluded.with(pair));
    }

    @Override
    public EvennessRanking withoutHost(int host) {
        return new EvennessRanking(this, excluded.withHost(host, bids.pairs()));
    }

    /** It says nothing of the loads. */
    @Override
    public boolean promisesBalance() {
        return false;
    }

    @Override
    public String whyNone() {
        return first.orElse(
                "no move would even out " + settings.strategy().spread().name().toLowerCase(Locale.ROOT));
    }
}
