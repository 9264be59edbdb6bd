package io.drover.auction;

/**
 * Which timer: the auction (empty for an agent's own) and the state that set it, so that a stale one cannot ring a
 * later state. Setting it again replaces it.
 */
public record TimerId(String auction, String name) implements Comparable<TimerId> {
    @Override
    public int compareTo(TimerId other) {
        int byAuction = auction.compareTo(other.auction);
        return byAuction != 0 ? byAuction : name.compareTo(other.name);
    }
}
