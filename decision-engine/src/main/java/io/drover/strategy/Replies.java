package io.drover.strategy;

import io.drover.auction.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The answers to one call, by host. Belongs to one auctioneer. A second answer of a host is ignored; an answer of a
 * host that was not awaited (it has just joined) counts.
 */
final class Replies<M extends Message> {

    /** Of so many answers one that is busy says something: in a large fleet somebody is always busy. */
    private static final int FEW = 10;

    private final SortedSet<String> awaited;
    private final SortedSet<String> absent = new TreeSet<>();
    private final SortedMap<String, M> received = new TreeMap<>();

    Replies(SortedSet<String> awaited) {
        this.awaited = new TreeSet<>(awaited);
    }

    boolean add(String host, M reply) {
        if (received.putIfAbsent(host, reply) != null) return false;
        awaited.remove(host);
        return true;
    }

    /** It is not there: nobody waits for it. */
    void absent(String host) {
        if (awaited.remove(host)) absent.add(host);
    }

    boolean complete() {
        return awaited.isEmpty();
    }

    /** Whether so many are busy that a partner may be among them. */
    boolean busy(Predicate<M> is) {
        return received.values().stream().filter(is).count() * FEW > received.size();
    }

    List<String> silent() {
        return new ArrayList<>(awaited);
    }

    SortedSet<String> absent() {
        return absent;
    }

    SortedMap<String, M> received() {
        return received;
    }
}
