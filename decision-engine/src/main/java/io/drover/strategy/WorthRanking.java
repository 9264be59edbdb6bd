package io.drover.strategy;

import io.drover.strategy.SetSelection.Trade;
import java.util.OptionalInt;

/** Pairs by what they are worth: first those of the set that is worth most. {@link SetSelection} */
final class WorthRanking implements Ranking {

    private final AuctionBids bids;
    private final Trade trade;
    private final double[] alone;
    private final ExcludedPairs excluded;

    /** Of what is left; null until it is asked for. */
    private SetSelection chosen;

    /**
     * @param trade the bids in numbers
     */
    WorthRanking(AuctionBids bids, Trade trade) {
        this(bids, trade, new Expectations(trade).alone(), ExcludedPairs.NONE);
    }

    private WorthRanking(AuctionBids bids, Trade trade, double[] alone, ExcludedPairs excluded) {
        this.bids = bids;
        this.trade = trade;
        this.alone = alone;
        this.excluded = excluded;
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
        for (int pair = 0; pair < alone.length; pair++) {
            if (improves(pair)) count++;
        }
        return count;
    }

    /** Alone, or together with others. */
    @Override
    public boolean improves(int pair) {
        return !excluded.has(pair) && (alone[pair] > 0 || chosen(pair));
    }

    private boolean chosen(int pair) {
        for (int each : set()) {
            if (each == pair) return true;
        }
        return false;
    }

    /** The chosen pairs, in the order in which they are to move. */
    int[] set() {
        if (chosen == null) chosen = new SetSelection(trade, excluded.copy());
        return chosen.best();
    }

    /** Host-seconds of heat that the chosen set spares, less its price. */
    double worth() {
        set();
        return chosen.worth();
    }

    @Override
    public boolean better(int pair, int rival) {
        return alone[pair] > alone[rival];
    }

    @Override
    public OptionalInt best() {
        int[] set = set();
        return set.length == 0 ? OptionalInt.empty() : OptionalInt.of(set[0]);
    }

    @Override
    public WorthRanking without(int pair) {
        return new WorthRanking(bids, trade, alone, excluded.with(pair));
    }

    @Override
    public WorthRanking withoutHost(int host) {
        return new WorthRanking(bids, trade, alone, excluded.withHost(host, bids.pairs()));
    }

    @Override
    public String whyNone() {
        return "no move is worth its price";
    }
}
