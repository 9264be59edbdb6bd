package io.drover.emulator.cloud;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What is due when. Runs each task at its own instant, in order of instant and then of entry, so that the state at a
 * time does not depend on how often the clock was read before.
 */
final class Agenda {

    private record Entry(Instant due, long order, Runnable task) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparingLong(Entry::order));
    private Instant now;
    private long entered;

    Agenda(Instant start) {
        this.now = start;
    }

    Instant now() {
        return now;
    }

    void at(Instant due, Runnable task) {
        entries.add(new Entry(due, entered++, task));
    }

    void in(Duration delay, Runnable task) {
        at(now.plus(delay), task);
    }

    /** Runs all that is due by then. A clock that went backwards is ignored until it has caught up. */
    void advance(Instant instant) {
        while (!entries.isEmpty() && !entries.peek().due().isAfter(instant)) {
            Entry entry = entries.poll();
            now = entry.due().isAfter(now) ? entry.due() : now;
            entry.task().run();
        }
        now = instant.isAfter(now) ? instant : now;
    }
}
