package io.drover.strategy;

import io.drover.strategy.SetSelection.Trade;
import java.util.BitSet;
import java.util.OptionalInt;

/** Pairs by what they are worth: first those of the set that is worth most. {@link SetSelection} */
final class WorthRanking implements Ranking {

    private final Trade trade;
    private final FleetLoads fleet;
    private final double[] alone;
    private final BitSet struck;

    /** Of what is left; null until it is asked for. */
    private SetSelection chosen;

    /**
     * @param fleet present loads of the trade's hosts
     */
    WorthRanking(Trade trade, FleetLoads fleet) {
        this.trade = trade;
        this.fleet = fleet;
        this.alone = new Expectations(trade).alone();
        this.struck = new BitSet();
    }

    private WorthRanking(WorthRanking judged, BitSet struck) {
        this.trade = judged.trade;
        this.fleet = judged.fleet;
        this.alone = judged.alone;
        this.struck = struck;
    }

    @Override
    public double before() {
        return fleet.performance();
    }

    @Override
    public double after(int pair) {
        Pairs pairs = trade.pairs();
        int from = pairs.source(pair);
        int to = pairs.destination(pair);
        double load = trade.servers().get(pairs.server(pair)).load();
        return fleet.performanceAfter(
                from,
                Math.max(0, fleet.load(from) - load / trade.hosts().get(from).cpus()),
                to,
                fleet.load(to) + load / trade.hosts().get(to).cpus());
    }

    @Override
    public int qualified() {
        int count = 0;
        for (int pair = 0; pair < alone.length; pair++) {
            if (improves(pair)) count++;
        }
        return count;
    }

    /** Alone, or together with others. */
    @Override
    public boolean improves(int pair) {
        return !struck.get(pair) && (alone[pair] > 0 || chosen(pair));
    }

    private boolean chosen(int pair) {
        for (int each : set()) {
            if (each == pair) return true;
        }
        return false;
    }

    /** The chosen pairs, in the order in which they are to move. */
    int[] set() {
        if (chosen == null) chosen = new SetSelection(trade, struck);
        return chosen.best();
    }

    /** Host-seconds of heat that the chosen set spares, less its price. */
    double worth() {
        set();
        return chosen.worth();
    }

    @Override
    public boolean affordable(int pair) {
        return improves(pair);
    }

    @Override
    public boolean better(int pair, int rival) {
        return alone[pair] > alone[rival];
    }

    /** None is too dear for what it is worth. */
    @Override
    public double costLimit() {
        return Double.NaN;
    }

    @Override
    public OptionalInt best() {
        int[] set = set();
        return set.length == 0 ? OptionalInt.empty() : OptionalInt.of(set[0]);
    }

    @Override
    public WorthRanking without(int pair) {
        BitSet out = (BitSet) struck.clone();
        out.set(pair);
        return new WorthRanking(this, out);
    }

    @Override
    public WorthRanking withoutHost(int host) {
        BitSet out = (BitSet) struck.clone();
        for (int pair = 0; pair < trade.pairs().size(); pair++) {
            if (trade.pairs().source(pair) == host || trade.pairs().destination(pair) == host) out.set(pair);
        }
        return new WorthRanking(this, out);
    }

    @Override
    public String whyNone() {
        return "no move is worth its price";
    }
}
