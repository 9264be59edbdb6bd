package io.drover.measurement;

import io.drover.auction.AuctionSummary;
import io.drover.auction.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Auctions by what their auctioneers tell in message 15. Bounded. */
final class AuctionBook {

    private static final int KEPT = 500;
    private static final Comparator<AuctionSummary> NEWEST_FIRST = Comparator.comparing(AuctionBook::over)
            .thenComparing(Comparator.comparing(AuctionBook::newestTime).reversed())
            .thenComparing(AuctionSummary::auction);

    private final SortedMap<String, AuctionSummary> auctions = new TreeMap<>();

    void resume(List<AuctionSummary> kept) {
        kept.forEach(auction -> auctions.put(auction.auction(), auction));
    }

    List<AuctionSummary> newest(int atMost) {
        return auctions.values().stream().sorted(NEWEST_FIRST).limit(atMost).toList();
    }

    /**
     * What one auctioneer told.
     *
     * @return those that are over and were not known to be
     */
    List<AuctionSummary> told(String host, Report report) {
        List<AuctionSummary> ended = new ArrayList<>();
        SortedSet<String> told = new TreeSet<>();
        for (AuctionSummary auction : report.auctions()) {
            told.add(auction.auction());
            AuctionSummary known = auctions.get(auction.auction());
            if (known != null && over(known)) continue;
            auctions.put(auction.auction(), auction);
            if (over(auction)) ended.add(auction);
        }
        if (report.moreAuctions() == 0) forget(host, told);
        while (auctions.size() > KEPT) {
            auctions.remove(
                    auctions.values().stream().max(NEWEST_FIRST).orElseThrow().auction());
        }
        return ended;
    }

    /** An open auction that its auctioneer does not tell of any more went down with its agent. */
    private void forget(String host, SortedSet<String> told) {
        auctions.values().removeIf(a -> a.auctioneer().equals(host) && !over(a) && !told.contains(a.auction()));
    }

    private static boolean over(AuctionSummary auction) {
        return auction.endedAt() != null;
    }

    private static Instant newestTime(AuctionSummary auction) {
        return over(auction) ? auction.endedAt() : auction.openedAt();
    }
}
