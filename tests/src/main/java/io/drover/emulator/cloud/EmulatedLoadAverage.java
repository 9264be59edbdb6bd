package io.drover.emulator.cloud;

/**
 * The three load averages as Linux keeps them (kernel/sched/loadavg.c): 11-bit fixed point, one step every 5 s,
 * {@code a' = a e + n (1 - e)}, rounded up while the load grows. Only the count differs: the kernel samples whole
 * tasks, here it may be a fraction of one.
 */
public final class EmulatedLoadAverage {

    /** Seconds between two steps (LOAD_FREQ, without its one extra jiffy). */
    public static final int STEP_SECONDS = 5;

    private static final int SHIFT = 11;
    private static final long FIXED_1 = 1L << SHIFT;
    private static final long[] DECAY = {1884, 2014, 2037};
    /** Added before printing, so that two decimals are rounded rather than cut (/proc/loadavg). */
    private static final long ROUNDING = FIXED_1 / 200;

    private final long[] averages = new long[DECAY.length];

    void step(double runnableTasks) {
        long active = Math.round(runnableTasks * FIXED_1);
        for (int i = 0; i < DECAY.length; i++) {
            long next = averages[i] * DECAY[i] + active * (FIXED_1 - DECAY[i]);
            if (active >= averages[i]) {
                next += FIXED_1 - 1;
            }
            averages[i] = next >> SHIFT;
        }
    }

    /** The averages over 1, 5 and 15 minutes, in runnable tasks. */
    public double[] values() {
        double[] values = new double[averages.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (double) averages[i] / FIXED_1;
        }
        return values;
    }

    /** As {@code uptime} prints them: {@code 0.48, 0.76, 0.37}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(16);
        for (long average : averages) {
            long rounded = average + ROUNDING;
            long hundredths = ((rounded & (FIXED_1 - 1)) * 100) >> SHIFT;
            text.append(text.length() == 0 ? "" : ", ").append(rounded >> SHIFT);
            text.append(hundredths < 10 ? ".0" : ".").append(hundredths);
        }
        return text.toString();
    }
}
