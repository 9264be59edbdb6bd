package io.drover.engine;

import io.drover.auction.Negotiation;
import io.drover.auction.Settled;
import io.drover.auction.Settled.Ending;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** How an auction ended that has several negotiations: when the last is over, and well if one server moved. */
final class AuctionEnds {

    private final SortedMap<String, Ending> soFar = new TreeMap<>();

    /**
     * @param others of the same auction that go on
     * @return how all of it ended; empty: it goes on
     */
    Optional<Ending> ended(Settled settled, List<Negotiation> others) {
        Ending all = soFar.merge(settled.auction(), settled.ending(), AuctionEnds::better);
        if (!others.isEmpty()) return Optional.empty();
        soFar.remove(settled.auction());
        return Optional.of(all);
    }

    /** An award that was only let go tells nothing. */
    private static Ending better(Ending before, Ending now) {
        return before == Ending.MOVED || now == Ending.RELEASED ? before : now;
    }
}
