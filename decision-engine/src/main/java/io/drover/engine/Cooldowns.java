package io.drover.engine;

import io.drover.model.Cooldown;
import io.drover.model.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which servers must stay for a while: those that have moved lately, those whose migration failed, and pairs that
 * Nova's scheduler refused. So are destinations that it refused one server after the other, and groups from which none
 * has come here. Each lasts longer each time.
 */
final class Cooldowns {

    private static final Duration BAR = RouteBars.FIRST;
    private static final Duration LONGEST = RouteBars.LONGEST;

    /** Before a host that drains tries a server again that did not go. */
    private static final Duration RETRY = Duration.ofMinutes(1);

    /** In which whoever moved a server, and whose agent was away, learns that it has gone. */
    private static final Duration ARRIVED = Duration.ofMinutes(3);

    private static final Duration RETRY_AT_LAST = Duration.ofMinutes(15);

    /** Nova's records and this agent's own tell of one move at instants as far apart as this. */
    private static final Duration SAME_MOVE = Duration.ofMinutes(1);

    private final Cooldown cooldown;
    private final boolean lengthens;
    private final SortedMap<String, Repeated> quarantines = new TreeMap<>();
    private final SortedMap<String, List<Instant>> moves = new TreeMap<>();
    private final SortedMap<String, Repeated> bars = new TreeMap<>();

    /** By destination. */
    private final RouteBars out = new RouteBars();

    /** By group of the source: what keeps servers of one zone, or one kind of CPUs, need not keep others. */
    private final RouteBars in = new RouteBars();

    /** What happened so often without a success, and until when nobody is to try again. */
    private record Repeated(int times, Instant until) {

        static Repeated once(Repeated before, Duration first, Instant at) {
            int times = before == null ? 1 : before.times() + 1;
            return new Repeated(times, at.plus(Cooldown.doubled(first, times - 1, LONGEST)));
        }

        boolean over(Instant now) {
            return !now.isBefore(until);
        }

        boolean forgotten(Instant now) {
            return now.isAfter(until.plus(LONGEST));
        }
    }

    Cooldowns(Settings settings) {
        this.cooldown = Cooldown.of(settings);
        this.lengthens = settings.strategy().rules().lengthensStays();
    }

    void moved(String server, Instant at) {
        moves.computeIfAbsent(server, any -> new ArrayList<>()).add(at);
        quarantines.remove(server);
    }

    void failed(String server, Instant at) {
        quarantines.put(server, Repeated.once(quarantines.get(server), cooldown.first(), at));
    }

    void refused(String server, String destination, Instant at) {
        String pair = pair(server, destination);
        bars.put(pair, Repeated.once(lengthens ? bars.get(pair) : null, BAR, at));
        if (lengthens) out.closed(destination, server, at);
    }

    /** A server has gone there. */
    void took(String destination) {
        out.open(destination);
    }

    /** A server that was agreed to come from this group does not. */
    void stayedAway(String server, String group, Instant at) {
        if (lengthens) in.closed(group, server, at);
    }

    void came(String group) {
        in.open(group);
    }

    boolean barred(String server, String destination, Instant now) {
        Repeated bar = bars.get(pair(server, destination));
        return bar != null && !bar.over(now);
    }

    /** Whether nothing is sent there, whatever it is. */
    boolean barred(String destination, Instant now) {
        return out.barred(destination, now).isPresent();
    }

    /** Why nothing of this group is taken; empty: it is. */
    Optional<String> nothingComes(String group, Instant now) {
        return in.barred(group, now)
                .map(left -> "one server after the other did not come from "
                        + (group.isEmpty() ? "hosts of no group" : "group " + group) + ": takes none for "
                        + left.toSeconds() + " s more");
    }

    /**
     * @param recorded when it moved, by Nova's records
     */
    Optional<String> whyStay(String server, List<Instant> recorded, Instant now) {
        return quarantined(server, now)
                .or(() -> cooldown.until(known(server, recorded), now)
                        .filter(now::isBefore)
                        .map(until -> "moved lately: stays for " + seconds(now, until) + " s more"));
    }

    /** Why it stays where nothing but evenness asks it to go: one move a day is enough for that. */
    Optional<String> movedLately(String server, List<Instant> recorded, Instant now) {
        return known(server, recorded).stream().anyMatch(at -> at.plus(LONGEST).isAfter(now))
                ? Optional.of("moved within a day: no evenness is worth another move")
                : Optional.empty();
    }

    /** The same of a server that may go however lately it moved. */
    Optional<String> quarantined(String server, Instant now) {
        Repeated quarantine = quarantines.get(server);
        if (quarantine == null || quarantine.over(now)) return Optional.empty();
        return Optional.of("in quarantine after " + quarantine.times() + " failed migration"
                + (quarantine.times() == 1 ? "" : "s") + ", for "
                + seconds(now, quarantine.until()) + " s more");
    }

    /** Whether its last migration from here came to nothing. */
    boolean hasFailed(String server) {
        return quarantines.containsKey(server);
    }

    /**
     * The same on a host that drains: nothing keeps a server but its own failures, and these not for long; and that it
     * has only just come, for the host that it came from may not know yet, and have the order open still.
     */
    Optional<String> whyWait(String server, List<Instant> recorded, Instant now) {
        Optional<Instant> known = known(server, recorded).stream()
                .max(Instant::compareTo)
                .map(last -> last.plus(ARRIVED))
                .filter(now::isBefore);
        if (known.isPresent()) return Optional.of("has just come: goes in " + seconds(now, known.get()) + " s");
        Repeated failed = quarantines.get(server);
        if (failed == null) return Optional.empty();
        Duration kept = Cooldown.doubled(cooldown.first(), failed.times() - 1, LONGEST);
        Duration waits = Cooldown.doubled(RETRY, failed.times() - 1, RETRY_AT_LAST);
        Instant until = failed.until().minus(kept).plus(waits);
        if (!now.isBefore(until)) return Optional.empty();
        return Optional.of("its migration failed " + (failed.times() == 1 ? "once" : failed.times() + " times")
                + ", tried again in " + seconds(now, until) + " s");
    }

    /** Nova tells of moves that this agent had no part in; this agent tells of one before Nova's record is seen. */
    private List<Instant> known(String server, List<Instant> recorded) {
        List<Instant> all = new ArrayList<>(recorded);
        for (Instant own : moves.getOrDefault(server, List.of())) {
            if (recorded.stream()
                    .noneMatch(at -> Duration.between(at, own).abs().compareTo(SAME_MOVE) <= 0)) {
                all.add(own);
            }
        }
        return all;
    }

    /** Drops what is over, so that the books stay as small as the host. */
    void prune(Instant now) {
        out.prune(now);
        in.prune(now);
        if (moves.isEmpty() && bars.isEmpty() && quarantines.isEmpty()) return;
        moves.values().forEach(of -> of.removeIf(at -> cooldown.over(at, now)));
        moves.values().removeIf(List::isEmpty);
        bars.values().removeIf(bar -> bar.forgotten(now));
        quarantines.values().removeIf(quarantine -> quarantine.forgotten(now));
    }

    private static String pair(String server, String destination) {
        return server + " " + destination;
    }

    private static long seconds(Instant from, Instant to) {
        return Duration.between(from, to).toSeconds();
    }
}
