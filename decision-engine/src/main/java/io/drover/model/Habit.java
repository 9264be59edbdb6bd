package io.drover.model;

/**
 * What one quantity of a server is usually like, learnt from its samples: mean and variance, weighted by time. The
 * first samples weigh alike; later ones are forgotten with a time constant, so that a server may change its ways.
 *
 * @param mean of the samples, in their unit
 * @param variance of a single sample around the mean
 * @param samples seen so far; 0: nothing is known
 */
public record Habit(double mean, double variance, int samples) {

    public static final Habit UNKNOWN = new Habit(0, 0, 0);

    /**
     * Seconds after which a sample weighs 1/e of what it did. Long enough that an hour's peak does not pass for the
     * server's nature: see doc/tuning.md.
     */
    private static final double MEMORY = 7200;

    /** Of a quantity that is as it is now, as far as anybody can tell. */
    public static Habit of(double value) {
        return new Habit(value, 0, 1);
    }

    /**
     * After one more sample.
     *
     * @param seconds that it stands for: the time since the sample before; at least 0
     */
    public Habit with(double observed, double seconds) {
        int count = Math.min(samples, Integer.MAX_VALUE - 1) + 1;
        double gain = Math.max(1 - StrictMath.exp(-seconds / MEMORY), 1.0 / count);
        double off = observed - mean;
        double learnt = mean + gain * off;
        return new Habit(learnt, (1 - gain) * (variance + gain * off * off), count);
    }

    public boolean known() {
        return samples > 0;
    }
}
