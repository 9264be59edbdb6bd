package io.drover.simulation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;

/** Virtual time: what is due happens in order of (time, order of request). Times are nanoseconds since the start. */
final class VirtualClock implements InstantSource {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final long SECOND = 1_000_000_000L;

    private final PriorityQueue<Due> queue = new PriorityQueue<>();
    private long now;
    private long requests;

    static long nanos(double seconds) {
        return Math.round(seconds * SECOND);
    }

    @Override
    public Instant instant() {
        return instant(now);
    }

    static Instant instant(long nanos) {
        return START.plusNanos(nanos);
    }

    long now() {
        return now;
    }

    /** A time that has passed means now. */
    void at(long nanos, Runnable action) {
        queue.add(new Due(Math.max(now, nanos), requests++, action));
    }

    void after(long nanos, Runnable action) {
        at(now + nanos, action);
    }

    /** Again and again, the first time at {@code first}. */
    void every(long first, long period, Runnable action) {
        at(first, new Periodic(period, action));
    }

    /** Lets the next thing happen; false when nothing is due before {@code end}, which is then the time. */
    boolean step(long end) {
        Due next = queue.peek();
        if (next == null || next.at >= end) {
            now = Math.max(now, end);
            return false;
        }
        queue.remove();
        now = next.at;
        next.action.run();
        return true;
    }

    private final class Periodic implements Runnable {

        private final long period;
        private final Runnable action;

        private Periodic(long period, Runnable action) {
            this.period = period;
            this.action = action;
        }

        @Override
        public void run() {
            action.run();
            after(period, this);
        }
    }

    private record Due(long at, long request, Runnable action) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(request, other.request);
        }
    }
}
