package io.drover.lab;

import io.drover.model.AuctionSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** For how long each host has been locked by one auction while it migrates nothing. */
final class Locks {

    private static final int LEASES = 4;

    private final Duration bound;
    private final SortedMap<String, Lock> locks = new TreeMap<>();

    private record Lock(String auction, Duration since) {}

    Locks(AuctionSettings auction, Duration interval) {
        this.bound = auction.lockTimeout()
                .multipliedBy(LEASES)
                .plus(auction.sourceSettle())
                .plus(auction.destinationSettle())
                .plus(interval.multipliedBy(2));
    }

    /**
     * @param auction that holds the host; empty: none
     * @return how it has been held for too long; empty: it has not
     */
    Optional<String> seen(String host, String auction, boolean migrating, Duration now) {
        Lock lock = locks.get(host);
        if (auction.isEmpty()) locks.remove(host);
        else if (migrating || lock == null || !lock.auction().equals(auction)) locks.put(host, new Lock(auction, now));
        else if (now.minus(lock.since()).compareTo(bound) > 0) {
            return Optional.of(host + " stays locked by " + auction + " without a migration");
        }
        return Optional.empty();
    }
}
