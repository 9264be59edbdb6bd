package io.drover.strategy;

import io.drover.model.SystemPerformance;
import java.util.BitSet;
import java.util.OptionalInt;

/**
 * The best pair of an auction. doc/sources.md, "selection" and 3.4.4.
 *
 * <p>Of the feasible pairs that raise the fleet's balance, and that of their two hosts alone by the required
 * percentage even if the source were as much less and the destination as much more loaded as their samples scatter,
 * those dearer than the mean fall out, never all; of the rest the highest balance wins; then the lower cost, the larger
 * relief, and a hash of auction, server and host, so that auctioneers that see the same fleet spread.
 */
public final class BalanceRanking implements Ranking {

    private static final double COST_TOLERANCE = 1e-9;
    private static final double TIE = 1e-12;

    private final Market market;
    private final Rules rules;
    private final double before;
    private final SourceBalances sources;

    /** L·ln L of each host as a destination that is as much more loaded as its samples scatter. */
    private final double[] worst;

    private final Screening screening;

    /** Pairs that raise the balance enough and are not struck out. */
    private final BitSet improving;

    private final double costLimit;
    private final int qualified;

    /**
     * What is judged.
     *
     * @param auction its id, for the last tie-break
     * @param fleet loads of all hosts that count
     * @param doubts by how much each host's load may be off, in normalised load
     * @param cpus C of each host
     * @param hosts name of each host
     * @param servers id of each server
     * @param loads u of each server, CPUs
     * @param costs T_mig of each server, s
     * @param pairs feasible ones, by index into these
     */
    public record Market(
            String auction,
            FleetLoads fleet,
            double[] doubts,
            int[] cpus,
            String[] hosts,
            String[] servers,
            double[] loads,
            double[] costs,
            Pairs pairs) {}

    /**
     * @param improvementPercent by which the balance of the two hosts alone must rise
     * @param meanOverAll the mean cost is that of all feasible pairs, not of those that raise the balance enough
     */
    public record Rules(double improvementPercent, boolean meanOverAll) {}

    public BalanceRanking(Market market, Rules rules) {
        this.market = market;
        this.rules = rules;
        this.before = market.fleet().performance();
        this.worst = new double[market.fleet().size()];
        for (int host = 0; host < worst.length; host++) {
            worst[host] = SystemPerformance.weighted(market.fleet().load(host) + market.doubts()[host]);
        }
        this.sources = new SourceBalances(market);
        this.screening = new Screening(market, rules, sources, worst);
        int pairs = market.pairs().size();
        this.improving = new BitSet(pairs);
        int count = 0;
        double cheapest = Double.POSITIVE_INFINITY;
        double sumQualified = 0;
        double sumAll = 0;
        for (int pair = 0; pair < pairs; pair++) {
            double cost = market.costs()[market.pairs().server(pair)];
            sumAll += cost;
            if (!judged(pair)) continue;
            improving.set(pair);
            count++;
            sumQualified += cost;
            cheapest = Math.min(cheapest, cost);
        }
        this.qualified = count;
        double mean = rules.meanOverAll() ? sumAll / Math.max(1, pairs) : sumQualified / Math.max(1, count);
        // the mean of all may lie below each that balances: servers without load are cheap
        double limit = count == 0 ? mean : Math.max(mean, cheapest);
        this.costLimit = limit * (1 + COST_TOLERANCE);
    }

    /** The same market with these pairs left. What {@link SourceBalances} remembers is shared: it changes no answer. */
    private BalanceRanking(BalanceRanking judged, BitSet left) {
        this.market = judged.market;
        this.rules = judged.rules;
        this.before = judged.before;
        this.worst = judged.worst;
        this.sources = judged.sources;
        this.screening = judged.screening;
        this.improving = left;
        this.costLimit = judged.costLimit;
        this.qualified = judged.qualified;
    }

    /** E of the fleet now. */
    @Override
    public double before() {
        return before;
    }

    /** E of the fleet after this pair's move. */
    @Override
    public double after(int pair) {
        Pairs pairs = market.pairs();
        int server = pairs.server(pair);
        int source = pairs.source(pair);
        int destination = pairs.destination(pair);
        sources.leave(server, source);
        double thereAfter = market.fleet().load(destination) + market.loads()[server] / market.cpus()[destination];
        return market.fleet()
                .performanceAfter(
                        source,
                        sources.after[server],
                        sources.weighted[server],
                        destination,
                        thereAfter,
                        SystemPerformance.weighted(thereAfter));
    }

    /** Pairs that raise the balance enough, dear ones included. */
    @Override
    public int qualified() {
        return qualified;
    }

    @Override
    public BalanceRanking without(int pair) {
        BitSet left = (BitSet) improving.clone();
        left.clear(pair);
        return new BalanceRanking(this, left);
    }

    @Override
    public BalanceRanking withoutHost(int host) {
        BitSet left = (BitSet) improving.clone();
        for (int pair = 0; pair < market.pairs().size(); pair++) {
            if (market.pairs().source(pair) == host || market.pairs().destination(pair) == host) left.clear(pair);
        }
        return new BalanceRanking(this, left);
    }

    @Override
    public String whyNone() {
        return "no move would balance the fleet";
    }

    /** The best pair that is left, by index into the market's pairs. */
    @Override
    public OptionalInt best() {
        BitSet candidates = new BitSet();
        double highest = Double.NEGATIVE_INFINITY;
        for (int pair = improving.nextSetBit(0); pair >= 0; pair = improving.nextSetBit(pair + 1)) {
            double least = highest - 2 * Screening.TOLERANCE;
            if (screening.bestOf(market.pairs().server(pair)) < least || !affordable(pair)) continue;
            double near = near(pair);
            if (near < least) continue;
            candidates.set(pair);
            highest = Math.max(highest, near);
        }
        return candidates.isEmpty() ? OptionalInt.empty() : OptionalInt.of(best(candidates));
    }

    /** Counts exactly. */
    private int best(BitSet candidates) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int pair = candidates.nextSetBit(0); pair >= 0; pair = candidates.nextSetBit(pair + 1)) {
            highest = Math.max(highest, after(pair));
        }
        double floor = highest - Math.abs(highest) * TIE;
        int best = -1;
        for (int pair = candidates.nextSetBit(0); pair >= 0; pair = candidates.nextSetBit(pair + 1)) {
            if (after(pair) >= floor && (best < 0 || wins(pair, best))) best = pair;
        }
        return best;
    }

    /** Seconds above which a pair falls out. */
    @Override
    public double costLimit() {
        return costLimit;
    }

    /** Whether the pair raises the balance enough, and is not out. */
    @Override
    public boolean improves(int pair) {
        return improving.get(pair);
    }

    /** Whether the pair can be chosen. */
    @Override
    public boolean affordable(int pair) {
        return improves(pair) && market.costs()[market.pairs().server(pair)] <= costLimit;
    }

    /** Whether the pair comes before the rival, both of which balance the fleet enough. */
    @Override
    public boolean better(int pair, int rival) {
        boolean affordable = affordable(pair);
        if (affordable != affordable(rival)) return affordable;
        double more = near(pair) - near(rival);
        return Math.abs(more) > 2 * Screening.TOLERANCE ? more > 0 : after(pair) > after(rival);
    }

    /** E after the move, off by less than the screening's tolerance. */
    private double near(int pair) {
        int server = market.pairs().server(pair);
        sources.leave(server, market.pairs().source(pair));
        double near = screening.fleetAfter(server, market.pairs().destination(pair));
        return near == Screening.OPEN ? after(pair) : near;
    }

    /** Whether the move raises the balance enough. */
    private boolean judged(int pair) {
        int server = market.pairs().server(pair);
        sources.leave(server, market.pairs().source(pair));
        int verdict = screening.judged(server, market.pairs().destination(pair));
        return verdict > 0 || (verdict == 0 && judgedExactly(pair));
    }

    private boolean judgedExactly(int pair) {
        if (!(after(pair) > before)) return false;
        int server = market.pairs().server(pair);
        int destination = market.pairs().destination(pair);
        double more = market.doubts()[destination];
        double there = market.fleet().load(destination);
        double thereAfter = there + market.loads()[server] / market.cpus()[destination] + more;
        double alone = FleetLoads.performance(
                sources.low[server], sources.lowWeighted[server], there + more, worst[destination]);
        double aloneAfter = FleetLoads.performance(
                sources.lowAfter[server],
                sources.lowAfterWeighted[server],
                thereAfter,
                SystemPerformance.weighted(thereAfter));
        return aloneAfter > alone && aloneAfter >= alone * (1 + rules.improvementPercent() / 100);
    }

    private boolean wins(int pair, int rival) {
        int server = market.pairs().server(pair);
        int rivals = market.pairs().server(rival);
        int byCost = Double.compare(market.costs()[server], market.costs()[rivals]);
        if (byCost != 0) return byCost < 0;
        int byRelief = Double.compare(market.loads()[server], market.loads()[rivals]);
        if (byRelief != 0) return byRelief > 0;
        int byHash = Long.compareUnsigned(hash(pair), hash(rival));
        return byHash != 0 ? byHash < 0 : pair < rival;
    }

    private long hash(int pair) {
        Pairs pairs = market.pairs();
        return Hash.of(
                market.auction(),
                market.servers()[pairs.server(pair)],
                market.hosts()[pairs.source(pair)],
                market.hosts()[pairs.destination(pair)]);
    }
}
