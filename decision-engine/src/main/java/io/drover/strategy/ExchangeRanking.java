package io.drover.strategy;

import java.util.OptionalInt;

/** Exchanges of a hot host's servers for lighter ones, by the heat that they spare less the price of both moves. */
final class ExchangeRanking implements Ranking {

    private final AuctionBids bids;
    private final double[] worth;
    private final ExcludedPairs excluded;

    /**
     * @param worth of each pair, host-seconds of heat
     */
    ExchangeRanking(AuctionBids bids, double[] worth) {
        this(bids, worth, ExcludedPairs.NONE);
    }

    private ExchangeRanking(AuctionBids bids, double[] worth, ExcludedPairs excluded) {
        this.bids = bids;
        this.worth = worth;
        this.excluded = excluded;
    }

    @Override
    public double before() {
        return bids.present().performance();
    }

    /** After both moves. */
    @Override
    public double after(int pair) {
        return bids.after(pair);
    }

    @Override
    public int qualified() {
        int count = 0;
        for (int pair = 0; pair < worth.length; pair++) {
            if (improves(pair)) count++;
        }
        return count;
    }

    @Override
    public boolean improves(int pair) {
        return worth[pair] > 0 && !excluded.has(pair);
    }

    @Override
    public boolean better(int pair, int rival) {
        int order = Double.compare(worth[pair], worth[rival]);
        return order == 0 ? bids.lot(pair) < bids.lot(rival) : order > 0;
    }

    @Override
    public OptionalInt best() {
        int best = -1;
        for (int pair = 0; pair < worth.length; pair++) {
            if (improves(pair) && (best < 0 || better(pair, best))) best = pair;
        }
        return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    @Override
    public ExchangeRanking without(int pair) {
        return new ExchangeRanking(bids, worth, excluded.with(pair));
    }

    @Override
    public ExchangeRanking withoutHost(int host) {
        return new ExchangeRanking(bids, worth, excluded.withHost(host, bids.pairs()));
    }

    @Override
    public String whyNone() {
        return "no exchange is worth the price of two moves";
    }
}
