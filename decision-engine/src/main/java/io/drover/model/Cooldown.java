package io.drover.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * How long a server rests after a move: the longer, the more often it moved within a day. A server that comes and goes
 * is one that no host suits, and each of its moves has a price.
 *
 * @param first after the first move of a day
 * @param grows whether it is twice as long after each further one, at most six hours
 */
public record Cooldown(Duration first, boolean grows) {

    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration LONGEST = Duration.ofHours(6);

    public static Cooldown of(Settings settings) {
        return new Cooldown(
                settings.migration().serverCooldown(),
                settings.strategy().rules().lengthensStays());
    }

    /** @param moves within a day, at least 1 */
    public Duration after(long moves) {
        return grows ? doubled(first, moves - 1, LONGEST) : first;
    }

    /**
     * When the rest after the newest move ends, or ended; empty: no move is known.
     *
     * @param moves ends of its migrations, in any order
     */
    public Optional<Instant> until(Collection<Instant> moves, Instant now) {
        long lately = moves.stream().filter(at -> at.plus(DAY).isAfter(now)).count();
        return moves.stream().max(Instant::compareTo).map(last -> last.plus(after(Math.max(1, lately))));
    }

    /** Whether a move counts no more, neither by its number nor by its age. */
    public boolean over(Instant moved, Instant now) {
        return !moved.plus(DAY.compareTo(first) > 0 ? DAY : first).isAfter(now);
    }

    /**
     * Twice as long each time.
     *
     * @param times at least 0
     * @param longest at most this, unless the first is longer
     */
    public static Duration doubled(Duration first, long times, Duration longest) {
        Duration length = first;
        for (long i = 0; i < times && length.compareTo(longest) < 0 && !length.isZero(); i++) {
            Duration twice = length.multipliedBy(2);
            length = twice.compareTo(longest) < 0 ? twice : longest;
        }
        return length;
    }
}
