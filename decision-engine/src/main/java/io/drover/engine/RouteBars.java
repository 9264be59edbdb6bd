package io.drover.engine;

import io.drover.model.Cooldown;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Ways by which servers move, each of which is barred once it was closed to one server after the other: likely it is to
 * the next. For one server alone it may be closed for a reason of that server's own. Bars last longer each time.
 */
final class RouteBars {

    /** For which the second server in a row bars a way. */
    static final Duration FIRST = Duration.ofMinutes(10);

    static final Duration LONGEST = Duration.ofHours(24);

    private final SortedMap<String, Closed> closed = new TreeMap<>();

    /**
     * By which nothing has gone since.
     *
     * @param first server to which it was closed
     * @param bars how often it was closed to others, too
     * @param until when the last bar ends; before any, when the first server is forgotten
     */
    private record Closed(String first, int bars, Instant until) {}

    /** A server could not go. */
    void closed(String way, String server, Instant now) {
        Closed before = closed.get(way);
        if (before == null) closed.put(way, new Closed(server, 0, now));
        else if (before.bars() > 0 || !server.equals(before.first())) {
            Duration length = Cooldown.doubled(FIRST, before.bars(), LONGEST);
            closed.put(way, new Closed(before.first(), before.bars() + 1, now.plus(length)));
        }
    }

    /** A server has gone. */
    void open(String way) {
        closed.remove(way);
    }

    /** How much longer it is barred; empty: it is not. */
    Optional<Duration> barred(String way, Instant now) {
        return Optional.ofNullable(closed.get(way))
                .map(known -> Duration.between(now, known.until()))
                .filter(left -> !left.isNegative() && !left.isZero());
    }

    /** Forgets what is over for as long as the longest bar. */
    void prune(Instant now) {
        closed.values().removeIf(known -> now.isAfter(known.until().plus(LONGEST)));
    }
}
