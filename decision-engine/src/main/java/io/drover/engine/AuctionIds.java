package io.drover.engine;

/** What an auction's id tells. */
final class AuctionIds {

    private AuctionIds() {}

    /** The name that the id begins with; of what belongs to no auction, empty. */
    static String auctioneer(String auction) {
        int end = auction.indexOf('/');
        return end < 0 ? "" : auction.substring(0, end);
    }
}
