package io.drover.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often each peer may do something within a time. Bounded: beyond so many peers it forgets all of them. */
final class PeerRateLimit {

    private static final int PEERS = 1_000;

    private final int times;
    private final Duration within;
    private final SortedMap<String, Deque<Instant>> used = new TreeMap<>();

    PeerRateLimit(int times, Duration within) {
        this.times = times;
        this.within = within;
    }

    /** Whether this peer may once more; if so, it counts. */
    boolean take(String peer, Instant now) {
        if (used.size() >= PEERS && !used.containsKey(peer)) used.clear();
        Deque<Instant> before = used.computeIfAbsent(peer, unknown -> new ArrayDeque<>());
        while (!before.isEmpty() && before.peekFirst().isBefore(now.minus(within))) before.removeFirst();
        if (before.size() >= times) return false;
        before.addLast(now);
        return true;
    }
}
