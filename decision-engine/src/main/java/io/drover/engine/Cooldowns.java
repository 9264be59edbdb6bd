package io.drover.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which servers must stay for a while: those that have just moved, those whose migration failed (longer each time),
 * and pairs that Nova's scheduler refused.
 */
final class Cooldowns {

    private static final Duration BAR = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final int DOUBLINGS = 8;

    private final Duration cooldown;
    private final SortedMap<String, Quarantine> quarantines = new TreeMap<>();
    private final SortedMap<String, Instant> cooling = new TreeMap<>();
    private final SortedMap<String, Instant> bars = new TreeMap<>();

    private record Quarantine(int failures, Instant until) {}

    Cooldowns(Duration cooldown) {
        this.cooldown = cooldown;
    }

    void moved(String server, Instant at) {
        cooling.put(server, at.plus(cooldown));
        quarantines.remove(server);
    }

    void failed(String server, Instant at) {
        int failures = quarantines.getOrDefault(server, new Quarantine(0, at)).failures() + 1;
        Duration length = cooldown.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
        quarantines.put(server, new Quarantine(failures, at.plus(length.compareTo(LONGEST) < 0 ? length : LONGEST)));
    }

    void refused(String server, String destination, Instant at) {
        bars.put(pair(server, destination), at.plus(BAR));
    }

    boolean barred(String server, String destination, Instant now) {
        return now.isBefore(bars.getOrDefault(pair(server, destination), Instant.MIN));
    }

    /**
     * @param lastMoved by Nova's records
     */
    Optional<String> whyStay(String server, Optional<Instant> lastMoved, Instant now) {
        Quarantine quarantine = quarantines.get(server);
        if (quarantine != null && now.isBefore(quarantine.until())) {
            return Optional.of("in quarantine after " + quarantine.failures() + " failed migration"
                    + (quarantine.failures() == 1 ? "" : "s") + ", for "
                    + seconds(now, quarantine.until()) + " s more");
        }
        Instant until = cooling.getOrDefault(server, Instant.MIN);
        Instant byRecord = lastMoved.map(at -> at.plus(cooldown)).orElse(Instant.MIN);
        Instant later = until.isAfter(byRecord) ? until : byRecord;
        if (now.isBefore(later)) return Optional.of("moved lately: stays for " + seconds(now, later) + " s more");
        return Optional.empty();
    }

    /** Drops what is over, so that the books stay as small as the host. */
    void prune(Instant now) {
        if (cooling.isEmpty() && bars.isEmpty() && quarantines.isEmpty()) return;
        cooling.values().removeIf(until -> !now.isBefore(until));
        bars.values().removeIf(until -> !now.isBefore(until));
        quarantines.values().removeIf(q -> now.isAfter(q.until().plus(LONGEST)));
    }

    private static String pair(String server, String destination) {
        return server + " " + destination;
    }

    private static long seconds(Instant from, Instant to) {
        return Duration.between(from, to).toSeconds();
    }
}
