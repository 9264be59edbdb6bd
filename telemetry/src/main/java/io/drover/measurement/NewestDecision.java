package io.drover.measurement;

import io.drover.auction.AuctionSummary;
import io.drover.auction.Report.Decision;
import io.drover.measurement.FleetView.Advice;
import java.util.List;

/** A host's newest decision, with the numbers of the auction that it belongs to where that is known. */
final class NewestDecision {

    private NewestDecision() {}

    /**
     * @param auctions newest first
     */
    static Advice of(String host, Decision decision, List<AuctionSummary> auctions) {
        return auctions.stream()
                .filter(a -> a.auctioneer().equals(host) && a.reason().equals(decision.text()))
                .findFirst()
                .map(auction -> of(decision, auction))
                .orElseGet(() -> new Advice(
                        decision.at(), host, "", "", "", "", Double.NaN, Double.NaN, Double.NaN, decision.text()));
    }

    private static Advice of(Decision decision, AuctionSummary auction) {
        double seconds = auction.bids().stream()
                .filter(bid -> bid.verdict() == AuctionSummary.Verdict.WON)
                .mapToDouble(AuctionSummary.Bid::seconds)
                .findFirst()
                .orElse(Double.NaN);
        return new Advice(
                decision.at(),
                auction.auctioneer(),
                auction.strategy(),
                auction.server(),
                auction.source(),
                auction.destination(),
                auction.entropyBefore(),
                auction.entropyAfter(),
                seconds,
                decision.text());
    }
}
