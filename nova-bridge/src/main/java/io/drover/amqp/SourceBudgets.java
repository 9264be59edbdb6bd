package io.drover.amqp;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much each source may say: so many messages and unpacked bytes at once, and as much again in so much time. What an
 * agent keeps of its peers' words, in its queue and its journal, then grows no faster, whoever speaks. Bounded: it
 * remembers so many sources, those longest silent go first. Not thread-safe.
 */
final class SourceBudgets {

    static final int MESSAGES = 1_000;
    static final int BYTES = 2 << 20;

    /** In which a source that has said all may say all of it again: no agent needs a tenth. */
    static final Duration REFILL = Duration.ofSeconds(40);

    private static final int SOURCES = 4_096;

    private static final class Left {

        private double messages = MESSAGES;
        private double bytes = BYTES;
        private Instant at;

        Left(Instant at) {
            this.at = at;
        }

        void refill(Instant now) {
            double share = Math.max(0, (double) Duration.between(at, now).toMillis() / REFILL.toMillis());
            messages = Math.min(MESSAGES, messages + share * MESSAGES);
            bytes = Math.min(BYTES, bytes + share * BYTES);
            at = now;
        }
    }

    private final InstantSource clock;
    private final Map<String, Left> sources = new LinkedHashMap<>(16, 0.75f, true);

    SourceBudgets(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Whether this source may say that, too; if so, it counts.
     *
     * @param bytes unpacked
     */
    boolean take(String source, int bytes) {
        Instant now = clock.instant();
        Left left = sources.computeIfAbsent(source, unknown -> new Left(now));
        if (sources.size() > SOURCES) forgetOne();
        left.refill(now);
        if (left.messages < 1 || left.bytes < bytes) return false;
        left.messages--;
        left.bytes -= bytes;
        return true;
    }

    private void forgetOne() {
        Iterator<Left> silent = sources.values().iterator();
        silent.next();
        silent.remove();
    }
}
