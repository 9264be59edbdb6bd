package io.drover.strategy;

import java.util.BitSet;

/** The pairs of an auction that are out: a value. */
final class ExcludedPairs {

    static final ExcludedPairs NONE = new ExcludedPairs(new BitSet());

    private final BitSet out;

    private ExcludedPairs(BitSet out) {
        this.out = out;
    }

    boolean has(int pair) {
        return out.get(pair);
    }

    int size() {
        return out.cardinality();
    }

    /** With this one: its end refused. */
    ExcludedPairs with(int pair) {
        BitSet more = copy();
        more.set(pair);
        return new ExcludedPairs(more);
    }

    /** With all that this host is an end of. */
    ExcludedPairs withHost(int host, Pairs pairs) {
        BitSet more = copy();
        for (int pair = 0; pair < pairs.size(); pair++) {
            if (pairs.source(pair) == host || pairs.destination(pair) == host) more.set(pair);
        }
        return new ExcludedPairs(more);
    }

    BitSet copy() {
        return (BitSet) out.clone();
    }
}
