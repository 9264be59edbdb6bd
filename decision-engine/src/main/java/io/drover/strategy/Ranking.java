package io.drover.strategy;

import java.util.OptionalInt;

/** In which order an auctioneer takes the pairs of its auction: a value. */
interface Ranking {

    /** E of the fleet now. */
    double before();

    /** E of the fleet after this pair's move. */
    double after(int pair);

    /** Pairs that are worth it, dear ones included. */
    int qualified();

    /** Whether the pair is worth it, and is not out. */
    boolean improves(int pair);

    /** Whether the pair can be chosen. */
    default boolean affordable(int pair) {
        return improves(pair);
    }

    /** Whether the pair comes before the rival, both of which are worth it. */
    boolean better(int pair, int rival);

    /** Seconds above which a pair is too dear; NaN: none is. */
    default double costLimit() {
        return Double.NaN;
    }

    /** The best pair that is left, by index into the auction's pairs. */
    OptionalInt best();

    /** The same without a pair: its end refused. */
    Ranking without(int pair);

    /** The same without all pairs that this host is an end of. */
    Ranking withoutHost(int host);

    /** Whether a move's worth shows in {@link #after}: an operator was promised so much, and it must still be so. */
    default boolean promisesBalance() {
        return true;
    }

    /** Why nothing of what was bid is chosen. */
    String whyNone();
}
