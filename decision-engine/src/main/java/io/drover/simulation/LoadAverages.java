package io.drover.simulation;

import java.util.Arrays;

/**
 * A kernel's three load averages, as Linux computes them ({@code kernel/sched/loadavg.c}): every 5 s, in 11-bit fixed
 * point, with a rising average rounded up.
 */
final class LoadAverages {

    static final long TICK = 5 * VirtualClock.SECOND;

    private static final int SHIFT = 11;
    private static final long ONE = 1L << SHIFT;
    private static final long[] KEPT = {1884, 2014, 2037};

    private final long[] averages = new long[KEPT.length];

    /** As if this load had lasted for ever. */
    LoadAverages(double load) {
        Arrays.fill(averages, fixed(load));
    }

    /** Lets {@code ticks} pass under a constant load; stops early once nothing moves any more. */
    void advance(long ticks, double load) {
        long active = fixed(load);
        for (long tick = 0; tick < ticks; tick++) {
            if (!tick(active)) return;
        }
    }

    /** What {@code /proc/loadavg} prints, two decimals; {@code minutes} is 1, 5 or 15. */
    double printed(int minutes) {
        int index = minutes == 1 ? 0 : minutes == 5 ? 1 : 2;
        return ((averages[index] + ONE / 200) * 100 >> SHIFT) / 100.0;
    }

    private boolean tick(long active) {
        boolean moved = false;
        for (int i = 0; i < KEPT.length; i++) {
            long next = averages[i] * KEPT[i] + active * (ONE - KEPT[i]);
            if (active >= averages[i]) next += ONE - 1;
            next >>= SHIFT;
            moved |= next != averages[i];
            averages[i] = next;
        }
        return moved;
    }

    private static long fixed(double load) {
        return Math.round(load * ONE);
    }
}
