package io.drover.engine;

import io.drover.model.Cooldown;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Peers with which nothing is done for a while, longer each time: from a minute to an hour. Bounded. */
final class PeerPenalties {

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** After so long without another one, a peer begins anew. */
    private static final Duration FORGOTTEN = Duration.ofHours(24);

    /** Beyond so many the one that is over soonest is dropped. */
    static final int PEERS = 1_000;

    private final SortedMap<String, Penalty> penalties = new TreeMap<>();

    private record Penalty(int times, Instant until) {}

    /** @return how long it lasts */
    Duration impose(String peer, Instant now) {
        Penalty before = penalties.get(peer);
        boolean anew = before == null || now.isAfter(before.until().plus(FORGOTTEN));
        int times = anew ? 1 : before.times() + 1;
        Duration length = Cooldown.doubled(FIRST, times - 1, LONGEST);
        if (before == null && penalties.size() >= PEERS) drop();
        penalties.put(peer, new Penalty(times, now.plus(length)));
        return length;
    }

    private void drop() {
        penalties.entrySet().stream()
                .min(Comparator.comparing(entry -> entry.getValue().until()))
                .map(Map.Entry::getKey)
                .ifPresent(penalties::remove);
    }

    void forgive(String peer) {
        penalties.remove(peer);
    }

    /** How much longer; empty: there is none, or it is over. */
    Optional<Duration> left(String peer, Instant now) {
        return Optional.ofNullable(penalties.get(peer))
                .map(penalty -> Duration.between(now, penalty.until()))
                .filter(left -> !left.isNegative() && !left.isZero());
    }

    int size() {
        return penalties.size();
    }
}
