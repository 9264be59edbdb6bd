package io.drover.model;

/** Which hosts an auction invites. doc/sources.md, correction 11. */
public sealed interface AuctionScope {

    /**
     * All in a fleet of one group and 64 hosts at most. Else the own group: all of it up to so many, of a larger one a sample as of
     * {@link Sample} that doubles up to {@code MOST}.
     */
    record Auto() implements AuctionScope {

        /** Hosts that are asked all at once. */
        public static final int FEW = 64;

        /** Peers that an auction in a larger group asks at first. */
        public static final int FIRST = 8;

        /** Peers that it asks at most. doc/scale.md tells what that costs. */
        public static final int MOST = 64;
    }

    /** Every live peer, as in the thesis. */
    record All() implements AuctionScope {}

    /** The live peers of the own group. */
    record Group() implements AuctionScope {}

    /** {@code size} live peers at random; doubles after each failed auction, up to all. */
    record Sample(int size) implements AuctionScope {
        public Sample {
            if (size < 1) throw new IllegalArgumentException("a sample has at least 1 peer, not " + size);
        }
    }

    /** What {@link #parse} reads. */
    default String text() {
        if (this instanceof Sample sample) return "sample:" + sample.size();
        if (this instanceof Auto) return "auto";
        return this instanceof Group ? "group" : "all";
    }

    /**
     * @param text {@code auto}, {@code all}, {@code group} or {@code sample:k}
     * @throws IllegalArgumentException with one sentence for people
     */
    static AuctionScope parse(String text) {
        if (text.equals("auto")) return new Auto();
        if (text.equals("all")) return new All();
        if (text.equals("group")) return new Group();
        if (text.startsWith("sample:")) {
            try {
                return new Sample(Integer.parseInt(text.substring("sample:".length())));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("auction scope sample:k wants a number, not \"" + text + "\"", e);
            }
        }
        throw new IllegalArgumentException("auction scope is auto, all, group or sample:k, not \"" + text + "\"");
    }
}
