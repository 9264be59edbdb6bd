package io.drover.measurement;

import io.drover.auction.AuctionSummary;
import io.drover.auction.Report;
import io.drover.measurement.FleetView.AuctionRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Auctions by what their auctioneers tell in message 15. Bounded, those in vain by themselves: they are many. */
final class AuctionBook {

    private static final int KEPT = 500;
    private static final Comparator<AuctionSummary> NEWEST_FIRST = Comparator.comparing(AuctionBook::over)
            .thenComparing(Comparator.comparing(AuctionBook::newestTime).reversed())
            .thenComparing(AuctionSummary::auction);

    private final SortedMap<String, AuctionSummary> auctions = new TreeMap<>();

    void resume(List<AuctionSummary> kept) {
        kept.forEach(auction -> auctions.put(auction.auction(), auction));
    }

    List<AuctionSummary> newestFirst() {
        return auctions.values().stream().sorted(NEWEST_FIRST).toList();
    }

    /** Auctions in vain that differ in nothing and between which none ended otherwise are one row. */
    List<AuctionRow> rows(int atMost) {
        List<AuctionRow> rows = new ArrayList<>();
        SortedMap<String, Integer> alike = new TreeMap<>();
        for (AuctionSummary auction : newestFirst()) {
            Integer row = alike.get(kind(auction));
            if (row != null) {
                rows.set(row, rows.get(row).and(auction));
                continue;
            }
            if (vain(auction)) alike.put(kind(auction), rows.size());
            else if (over(auction)) alike.clear();
            rows.add(new AuctionRow(auction, 1, auction.openedAt()));
        }
        return List.copyOf(rows.subList(0, Math.min(atMost, rows.size())));
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
        bound(AuctionBook::vain);
        bound(auction -> !vain(auction));
        return ended;
    }

    private void bound(Predicate<AuctionSummary> which) {
        auctions.values().stream()
                .filter(which)
                .sorted(NEWEST_FIRST)
                .skip(KEPT)
                .toList()
                .forEach(oldest -> auctions.remove(oldest.auction()));
    }

    /** An open auction that its auctioneer does not tell of any more went down with its agent. */
    private void forget(String host, SortedSet<String> told) {
        auctions.values().removeIf(a -> a.auctioneer().equals(host) && !over(a) && !told.contains(a.auction()));
    }

    /** As {@code Settled.Ending} has them: nobody could, or the peers were busy. */
    private static boolean vain(AuctionSummary auction) {
        return auction.ending().equals("busy") || auction.ending().equals("nobody");
    }

    private static String kind(AuctionSummary auction) {
        return auction.auctioneer() + ' ' + auction.strategy() + ' ' + auction.ending();
    }

    private static boolean over(AuctionSummary auction) {
        return auction.endedAt() != null;
    }

    private static Instant newestTime(AuctionSummary auction) {
        return over(auction) ? auction.endedAt() : auction.openedAt();
    }
}
