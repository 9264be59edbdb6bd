package io.drover.model;

/** Which hosts an auction invites. doc/sources.md, correction 11. */
public sealed interface AuctionScope {

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
        return this instanceof Group ? "group" : "all";
    }

    /**
     * @param text {@code all}, {@code group} or {@code sample:k}
     * @throws IllegalArgumentException with one sentence for people
     */
    static AuctionScope parse(String text) {
        if (text.equals("all")) return new All();
        if (text.equals("group")) return new Group();
        if (text.startsWith("sample:")) {
            try {
                return new Sample(Integer.parseInt(text.substring("sample:".length())));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("auction scope sample:k wants a number, not \"" + text + "\"", e);
            }
        }
        throw new IllegalArgumentException("auction scope is all, group or sample:k, not \"" + text + "\"");
    }
}
