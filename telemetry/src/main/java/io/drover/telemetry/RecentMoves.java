package io.drover.telemetry;

import io.drover.openstack.MigrationFilter;
import io.drover.openstack.NovaClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often this host's servers have moved within a day. The host's own records lack what a server did elsewhere before
 * it came, so Nova is asked once for all records of one that came within a day. Not thread-safe.
 */
final class RecentMoves {

    private static final Duration DAY = Duration.ofHours(24);

    /** More moves than this in a day lengthen no rest. */
    private static final int MOST = 32;

    private final NovaClient nova;
    private final SortedMap<String, Earlier> known = new TreeMap<>();

    /** All its moves that Nova told of after the newest one. */
    private record Earlier(Instant newest, List<Instant> moves) {}

    RecentMoves(NovaClient nova) {
        this.nova = nova;
    }

    /** Forgets whoever is not here any more. */
    void keep(Set<String> servers) {
        known.keySet().retainAll(servers);
    }

    /**
     * The ends of its live migrations within a day, newest first; of one that moved before, the newest.
     *
     * @param here those that the records of this host tell of, newest first
     */
    List<Instant> of(String server, List<Instant> here, Instant now) {
        if (here.isEmpty()) return List.of();
        Instant newest = here.get(0);
        if (!lately(newest, now)) return List.of(newest);
        Earlier earlier = known.get(server);
        if (earlier == null || !earlier.newest().equals(newest)) {
            List<Instant> everywhere = asked(server);
            earlier = new Earlier(newest, everywhere.isEmpty() ? here : everywhere);
            known.put(server, earlier);
        }
        return earlier.moves().stream().filter(at -> lately(at, now)).toList();
    }

    private List<Instant> asked(String server) {
        return MigrationHistory.of(nova.newestMigrations(MigrationFilter.LIVE.ofServer(server), MOST))
                .moved()
                .getOrDefault(server, List.of());
    }

    private static boolean lately(Instant at, Instant now) {
        return at.plus(DAY).isAfter(now);
    }
}
