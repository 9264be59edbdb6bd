package io.drover.dashboard;

import io.drover.auction.AuctionSummary;
import io.drover.auction.AuctionSummary.Bid;
import io.drover.auction.AuctionSummary.Verdict;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An auction with its best bids only; the others are counted. */
final class BestBids {

    private static final Comparator<Bid> BEST_FIRST = Comparator.comparing(BestBids::chosen)
            .thenComparing(bid -> Double.isFinite(bid.entropyAfter()) ? bid.entropyAfter() : -1)
            .reversed();

    private BestBids() {}

    static AuctionSummary of(AuctionSummary auction, int atMost) {
        if (auction.bids().size() <= atMost) return auction;
        Set<Bid> best = new HashSet<>(
                auction.bids().stream().sorted(BEST_FIRST).limit(atMost).toList());
        List<Bid> kept = auction.bids().stream().filter(best::contains).toList();
        return new AuctionSummary(
                auction.auction(),
                auction.auctioneer(),
                auction.strategy(),
                auction.openedAt(),
                auction.endedAt(),
                auction.load(),
                auction.threshold(),
                auction.ending(),
                auction.reason(),
                auction.server(),
                auction.source(),
                auction.destination(),
                auction.entropyBefore(),
                auction.entropyAfter(),
                kept,
                auction.moreBids() + auction.bids().size() - kept.size());
    }

    private static boolean chosen(Bid bid) {
        return bid.verdict() == Verdict.WON || bid.verdict() == Verdict.REFUSED;
    }
}
