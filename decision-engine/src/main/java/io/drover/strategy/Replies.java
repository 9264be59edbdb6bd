package io.drover.strategy;

import io.drover.auction.Address;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Settled.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The answers to one call, by host. A second answer of a host is ignored; an answer of a host that was not awaited (it
 * has just joined) counts.
 *
 * <p>Gathered in place, and no value: a copy of a thousand answers for each of them would cost more than to rank them.
 * It belongs to the one state that is open for answers, and is not changed after that.
 */
final class Replies<M extends Message> {

    /** Of so many answers one that is busy says something: in a large fleet somebody is always busy. */
    private static final int FEW = 10;

    private final Class<M> kind;
    private final SortedSet<String> awaited;
    private final SortedSet<String> absent = new TreeSet<>();
    private final SortedMap<String, M> received = new TreeMap<>();

    Replies(Class<M> kind, SortedSet<String> awaited) {
        this.kind = kind;
        this.awaited = new TreeSet<>(awaited);
    }

    /** Whether the event is an answer that counts, or says that one will not come. */
    boolean take(Event event) {
        if (event instanceof Event.Heard heard
                && kind.isInstance(heard.envelope().message())) {
            return add(heard.envelope().source(), kind.cast(heard.envelope().message()));
        }
        if (!(event instanceof Event.Undelivered lost) || !(lost.envelope().to() instanceof Address.Host peer)) {
            return false;
        }
        absent(peer.name());
        return true;
    }

    boolean add(String host, M reply) {
        if (received.putIfAbsent(host, reply) != null) return false;
        awaited.remove(host);
        return true;
    }

    /** It is not there: nobody waits for it. */
    private void absent(String host) {
        if (awaited.remove(host)) absent.add(host);
    }

    boolean complete() {
        return awaited.isEmpty();
    }

    /** Whether so many are busy that a partner may be among them. */
    boolean busy(Predicate<M> is) {
        return received.values().stream().filter(is).count() * FEW > received.size();
    }

    /** How an auction ends that found no partner. */
    Ending inVain(Predicate<M> is) {
        if (busy(is)) return Ending.BUSY;
        return complete() ? Ending.NOBODY : Ending.FAILED;
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
