package io.drover.wire;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which messages of each source were heard within the window. Bounded: when it is full, the source that has most in it
 * loses its oldest, and from then on whatever that source sent no later than what it lost is refused. So a flood
 * cannot open the door for a repetition, and shuts it only for its own source.
 */
final class ReplayMemory {

    static final int CAPACITY = 20_000;
    static final int SOURCES = 4_096;

    private record Heard(Instant sentAt, Instant at) {}

    /** One source's messages by id, in the order in which they came. */
    private static final class Source {

        private final Map<String, Heard> heard = new LinkedHashMap<>();
        private Instant forgotten;

        Source(Instant forgotten) {
            this.forgotten = forgotten;
        }

        int forgetBefore(Instant limit) {
            int before = heard.size();
            Iterator<Heard> oldest = heard.values().iterator();
            while (oldest.hasNext() && oldest.next().at().isBefore(limit)) oldest.remove();
            return before - heard.size();
        }

        void forgetOldest() {
            Iterator<Heard> oldest = heard.values().iterator();
            forget(oldest.next().sentAt());
            oldest.remove();
        }

        void forget(Instant sentAt) {
            if (sentAt.isAfter(forgotten)) forgotten = sentAt;
        }
    }

    private final Duration window;
    private final InstantSource clock;

    /** The one that was silent for longest comes first. */
    private final Map<String, Source> sources = new LinkedHashMap<>(16, 0.75f, true);

    private int size;

    /** Of sources that are forgotten as a whole. */
    private Instant forgotten = Instant.MIN;

    ReplayMemory(Duration window, InstantSource clock) {
        this.window = window;
        this.clock = clock;
    }

    synchronized Optional<DropReason> admit(String source, String id, Instant sentAt) {
        Instant now = clock.instant();
        if (Duration.between(sentAt, now).abs().compareTo(window) > 0) return Optional.of(DropReason.STALE);
        forgetBefore(now.minus(window.multipliedBy(2)), source);
        Source known = sources.get(source);
        if (known != null && known.heard.containsKey(id)) return Optional.of(DropReason.REPLAYED);
        if (!sentAt.isAfter(known == null ? forgotten : known.forgotten)) return Optional.of(DropReason.STALE);
        if (size >= CAPACITY) forgetOne();
        if (known == null && sources.size() >= SOURCES) forgetSilent();
        sources.computeIfAbsent(source, unknown -> new Source(forgotten)).heard.put(id, new Heard(sentAt, now));
        size++;
        return Optional.empty();
    }

    /** What was heard two windows ago was sent more than one window ago, however wrong the sender's clock. */
    private void forgetBefore(Instant limit, String source) {
        Source own = sources.get(source);
        if (own != null) size -= own.forgetBefore(limit);
        Iterator<Source> all = sources.values().iterator();
        while (all.hasNext()) {
            Source silent = all.next();
            size -= silent.forgetBefore(limit);
            if (!silent.heard.isEmpty()) return;
            all.remove();
        }
    }

    private void forgetOne() {
        Source most = null;
        for (Source each : sources.values()) {
            if (most == null || each.heard.size() > most.heard.size()) most = each;
        }
        most.forgetOldest();
        size--;
    }

    private void forgetSilent() {
        Iterator<Source> silent = sources.values().iterator();
        Source gone = silent.next();
        gone.heard.values().forEach(heard -> gone.forget(heard.sentAt()));
        if (gone.forgotten.isAfter(forgotten)) forgotten = gone.forgotten;
        size -= gone.heard.size();
        silent.remove();
    }
}
