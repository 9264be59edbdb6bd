package io.drover.wire;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which messages were heard within the window. Bounded: when it is full it forgets the oldest and from then on
 * refuses all that was sent no later than what it forgot, so that a flood cannot open the door for a repetition.
 */
final class ReplayMemory {

    static final int CAPACITY = 20_000;

    private record Heard(Instant sentAt, Instant at) {}

    private final Duration window;
    private final InstantSource clock;
    private final Map<String, Heard> heard = new LinkedHashMap<>();
    private Instant forgotten = Instant.MIN;

    ReplayMemory(Duration window, InstantSource clock) {
        this.window = window;
        this.clock = clock;
    }

    synchronized Optional<DropReason> admit(String id, Instant sentAt) {
        Instant now = clock.instant();
        if (Duration.between(sentAt, now).abs().compareTo(window) > 0) return Optional.of(DropReason.STALE);
        forgetBefore(now.minus(window.multipliedBy(2)));
        if (heard.containsKey(id)) return Optional.of(DropReason.REPLAYED);
        if (!sentAt.isAfter(forgotten)) return Optional.of(DropReason.STALE);
        if (heard.size() >= CAPACITY) forgetOldest();
        heard.put(id, new Heard(sentAt, now));
        return Optional.empty();
    }

    /** What was heard two windows ago was sent more than one window ago, however wrong the sender's clock. */
    private void forgetBefore(Instant limit) {
        Iterator<Heard> oldest = heard.values().iterator();
        while (oldest.hasNext() && oldest.next().at().isBefore(limit)) oldest.remove();
    }

    private void forgetOldest() {
        Iterator<Heard> oldest = heard.values().iterator();
        Instant sentAt = oldest.next().sentAt();
        oldest.remove();
        if (sentAt.isAfter(forgotten)) forgotten = sentAt;
    }
}
