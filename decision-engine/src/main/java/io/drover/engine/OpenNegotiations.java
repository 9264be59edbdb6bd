package io.drover.engine;

import io.drover.auction.Hold;
import io.drover.auction.Negotiation;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What this host takes part in, in order of the auctions. One auction may have several: each of its awards is one. */
final class OpenNegotiations {

    private final SortedMap<String, Negotiation> open = new TreeMap<>();

    Collection<Negotiation> all() {
        return Collections.unmodifiableCollection(open.values());
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /**
     * @param before what it was; null: it begins
     */
    void replace(Negotiation before, Negotiation next) {
        if (before != null) open.remove(before.key());
        open.put(next.key(), next);
    }

    void remove(Negotiation over) {
        open.remove(over.key());
    }

    /** All of one auction, that which still talks first. */
    List<Negotiation> of(String auction) {
        if (auction.isEmpty()) return List.of();
        return open.tailMap(auction).values().stream()
                .takeWhile(each -> each.auction().equals(auction))
                .toList();
    }

    /** Whether nothing of this auction is left to be agreed or to move. */
    boolean moved(String auction) {
        return of(auction).stream().allMatch(each -> each.hold().phase() == Hold.Phase.SETTLING);
    }

    /** That to which a word of this auction belongs; empty: it is over here. */
    Optional<Negotiation> first(String auction) {
        return of(auction).stream().findFirst();
    }

    /** That which holds this server for this auction, or else the auction's first. */
    Optional<Negotiation> about(String auction, String server) {
        return of(auction).stream()
                .filter(each -> each.locks(server))
                .findFirst()
                .or(() -> first(auction));
    }
}
