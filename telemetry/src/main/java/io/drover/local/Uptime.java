package io.drover.local;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * The kernel's own clock, by which its counters are read: what is written beside them says how old they are, also in a
 * copy that somebody writes now and then. Not thread-safe.
 */
final class Uptime {

    /** Counters that were read over a longer time belong to no moment. */
    private static final double TORN = 0.5;

    private static final int TRIES = 3;
    private static final int REMEMBERED = 32;

    private final Tree proc;
    private final Deque<Instant> boots = new ArrayDeque<>();

    /**
     * Counters with the moment at which they were true.
     *
     * @param seconds since the machine started
     */
    record Moment<T>(double seconds, T counters) {}

    Uptime(Tree proc) {
        this.proc = proc;
    }

    /**
     * @throws IOException with one sentence: there is no uptime
     */
    <T> Moment<T> read(Supplier<T> counters) throws IOException {
        double before = seconds();
        Moment<T> read = null;
        for (int i = 0; i < TRIES; i++) {
            read = new Moment<>(before, counters.get());
            double after = seconds();
            if (after - before <= TORN) break;
            before = after;
        }
        return read;
    }

    private double seconds() throws IOException {
        String text = proc.text("uptime").orElseThrow(() -> new IOException(proc + "/uptime cannot be read"));
        try {
            double seconds = Double.parseDouble(text.strip().split("\\s", 2)[0]);
            if (seconds >= 0 && seconds < 1e12) return seconds;
        } catch (NumberFormatException e) {
            throw new IOException(proc + "/uptime holds no time", e);
        }
        throw new IOException(proc + "/uptime holds no time");
    }

    /** When it was, by this process' clock. The least difference between both clocks seen lately is the true one. */
    Instant at(Moment<?> moment, Instant now) {
        boots.addLast(now.minus(duration(moment.seconds())));
        if (boots.size() > REMEMBERED) boots.removeFirst();
        Instant boot = boots.stream().min(Instant::compareTo).orElseThrow();
        return boot.plus(duration(moment.seconds()));
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
