package io.drover.strategy;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * The best pair of an auction. SPEC 2, "selection"; thesis 3.4.4, (3.13) and (3.14).
 *
 * <p>Of the feasible pairs that raise the fleet's balance, and that of their two hosts alone by the required
 * percentage even if the source were as much less and the destination as much more loaded as their samples scatter, those dearer than the mean fall out; of the rest the highest balance wins; then the lower cost, the
 * larger relief, and a hash of auction, server and host, so that auctioneers that see the same fleet spread.
 */
public final class Selection {

    private static final double COST_TOLERANCE = 1e-9;
    private static final double TIE = 1e-12;

    private final Market market;
    private final Rules rules;
    private final double before;
    private final double[] after;
    private final double costLimit;

    /** L·ln L of each host as a destination that is as much more loaded as its samples scatter. */
    private final double[] worst;

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
     * @param meanOverAll profile thesis: the mean cost is that of all feasible pairs
     */
    public record Rules(double improvementPercent, boolean meanOverAll) {}

    public Selection(Market market, Rules rules) {
        this.market = market;
        this.rules = rules;
        this.before = market.fleet().performance();
        this.after = new double[market.pairs().size()];
        this.worst = new double[market.fleet().size()];
        for (int host = 0; host < worst.length; host++) {
            worst[host] = FleetLoads.weighted(market.fleet().load(host) + market.doubts()[host]);
        }
        Sources sources = new Sources();
        int count = 0;
        double sumQualified = 0;
        double sumAll = 0;
        for (int pair = 0; pair < after.length; pair++) {
            double cost = market.costs()[market.pairs().server(pair)];
            sumAll += cost;
            after[pair] = judged(pair, sources);
            if (Double.isNaN(after[pair])) continue;
            count++;
            sumQualified += cost;
        }
        this.qualified = count;
        double mean = rules.meanOverAll() ? sumAll / Math.max(1, after.length) : sumQualified / Math.max(1, count);
        this.costLimit = mean * (1 + COST_TOLERANCE);
    }

    /** E of the fleet now. */
    public double before() {
        return before;
    }

    /** E of the fleet after this pair's move. */
    public double after(int pair) {
        return after[pair];
    }

    /** Pairs that raise the balance enough, dear ones included. */
    public int qualified() {
        return qualified;
    }

    /** Takes a pair out: its end refused. */
    public void drop(int pair) {
        after[pair] = Double.NaN;
    }

    /** Takes all pairs out that this host is an end of. */
    public void dropHost(int host) {
        for (int pair = 0; pair < after.length; pair++) {
            if (market.pairs().source(pair) == host || market.pairs().destination(pair) == host) drop(pair);
        }
    }

    /** The best pair that is left, by index into the market's pairs. */
    public OptionalInt best() {
        double highest = Double.NEGATIVE_INFINITY;
        for (int pair = 0; pair < after.length; pair++) {
            if (affordable(pair) && after[pair] > highest) highest = after[pair];
        }
        if (highest == Double.NEGATIVE_INFINITY) return OptionalInt.empty();
        double floor = highest - Math.abs(highest) * TIE;
        int best = -1;
        for (int pair = 0; pair < after.length; pair++) {
            if (affordable(pair) && after[pair] >= floor && (best < 0 || wins(pair, best))) best = pair;
        }
        return OptionalInt.of(best);
    }

    private boolean affordable(int pair) {
        return !Double.isNaN(after[pair]) && market.costs()[market.pairs().server(pair)] <= costLimit;
    }

    /** E after the move; NaN: it does not raise the balance enough. */
    private double judged(int pair, Sources sources) {
        Pairs pairs = market.pairs();
        int server = pairs.server(pair);
        int source = pairs.source(pair);
        int destination = pairs.destination(pair);
        sources.leave(server, source);
        double there = market.fleet().load(destination);
        double thereAfter = there + market.loads()[server] / market.cpus()[destination];
        double weighted = FleetLoads.weighted(thereAfter);
        double fleetAfter = market.fleet()
                .performanceAfter(
                        source, sources.after[server], sources.weighted[server], destination, thereAfter, weighted);
        if (!(fleetAfter > before)) return Double.NaN;
        double more = market.doubts()[destination];
        double alone = FleetLoads.performance(
                sources.low[server], sources.lowWeighted[server], there + more, worst[destination]);
        double aloneAfter = FleetLoads.performance(
                sources.lowAfter[server],
                sources.lowAfterWeighted[server],
                thereAfter + more,
                more == 0 ? weighted : FleetLoads.weighted(thereAfter + more));
        return aloneAfter > alone && aloneAfter >= alone * (1 + rules.improvementPercent() / 100)
                ? fleetAfter
                : Double.NaN;
    }

    /** What the loss of each server makes of its source: the same for all pairs of the server. */
    private final class Sources {

        private final int[] of = new int[market.servers().length];
        private final double[] after = new double[of.length];
        private final double[] weighted = new double[of.length];
        private final double[] low = new double[of.length];
        private final double[] lowWeighted = new double[of.length];
        private final double[] lowAfter = new double[of.length];
        private final double[] lowAfterWeighted = new double[of.length];

        private Sources() {
            Arrays.fill(of, -1);
        }

        private void leave(int server, int source) {
            if (of[server] == source) return;
            of[server] = source;
            double here = market.fleet().load(source);
            after[server] = Math.max(0, here - market.loads()[server] / market.cpus()[source]);
            weighted[server] = FleetLoads.weighted(after[server]);
            double less = Math.min(after[server], market.doubts()[source]);
            low[server] = here - less;
            lowWeighted[server] = FleetLoads.weighted(low[server]);
            lowAfter[server] = after[server] - less;
            lowAfterWeighted[server] = FleetLoads.weighted(lowAfter[server]);
        }
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
