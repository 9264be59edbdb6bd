package io.drover.nova;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Between which two looks the server changed hosts.
 *
 * @param away the last look that showed it on its way
 * @param there the first one that showed it on its destination, or the migration completed
 * @param ended the first one that showed the migration completed
 */
record MoveSightings(Optional<Instant> away, Optional<Instant> there, Optional<Instant> ended) {

    static final MoveSightings NONE = new MoveSightings(Optional.empty(), Optional.empty(), Optional.empty());

    /** Of what Nova's rows tell. */
    private static final Duration WHOLE = Duration.ofSeconds(1);

    MoveSightings with(boolean arrived, boolean completed, Instant at) {
        boolean moved = arrived || completed;
        return new MoveSightings(
                moved || there.isPresent() ? away : Optional.of(at),
                first(there, moved, at),
                first(ended, completed, at));
    }

    private static Optional<Instant> first(Optional<Instant> before, boolean seen, Instant at) {
        return before.isEmpty() && seen ? Optional.of(at) : before;
    }

    /**
     * When the server changed hosts. Nova's time counts as far as our own looks bear it out, since its clock may differ
     * from ours; else the middle between them.
     *
     * @param told by Nova's clock, whole seconds
     */
    Instant moved(MigrationCase about, Instant told, Instant now) {
        Instant latest = there.orElse(now);
        Instant earliest = away.orElse(about.earliest());
        Instant from = told.isAfter(earliest) ? told : earliest;
        Instant until = told.plus(WHOLE).isBefore(latest) ? told.plus(WHOLE) : latest;
        if (!from.isAfter(until)) return middle(from, until);
        return away.isPresent() ? middle(earliest, latest) : latest;
    }

    private static Instant middle(Instant one, Instant other) {
        return one.plus(Duration.between(one, other).dividedBy(2));
    }
}
