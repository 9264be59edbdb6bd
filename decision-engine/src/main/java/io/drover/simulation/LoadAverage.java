package io.drover.simulation;

/**
 * One of a kernel's load averages, as Linux computes it ({@code kernel/sched/loadavg.c}): every 5 s, in 11-bit fixed
 * point, rounded up while it rises.
 */
final class LoadAverage {

    static final long TICK = 5 * VirtualClock.SECOND;

    private static final int SHIFT = 11;
    private static final long ONE = 1L << SHIFT;

    private final long kept;
    private long average;

    /**
     * As if this load had lasted for ever.
     *
     * @param minutes 1, 5 or 15
     */
    LoadAverage(int minutes, double load) {
        this.kept = minutes == 1 ? 1884 : minutes == 5 ? 2014 : 2037;
        this.average = fixed(load);
    }

    /** Lets {@code ticks} pass under a constant load; stops early once nothing moves any more. */
    void advance(long ticks, double load) {
        long active = fixed(load);
        for (long tick = 0; tick < ticks; tick++) {
            long next = average * kept + active * (ONE - kept);
            if (active >= average) next += ONE - 1;
            next >>= SHIFT;
            if (next == average) return;
            average = next;
        }
    }

    /** What {@code /proc/loadavg} prints: two decimals. */
    double printed() {
        return ((average + ONE / 200) * 100 >> SHIFT) / 100.0;
    }

    private static long fixed(double load) {
        return Math.round(load * ONE);
    }
}
