package io.drover.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How long this host's migrations take beyond what the cost model says, learnt from those that it gave away: a value.
 * The model is the prior, and all there is until one has ended. What has ended tells how much of a server's disk Nova
 * copies with it, which seconds each takes whatever its size (Nova's own steps), and a factor on the model's. The latter
 * two are estimated by a Kalman filter. What is left is kept for each destination. All but the disks is forgotten by
 * the hour: a network that was busy is not busy for ever. doc/sources.md, "learnt seconds".
 */
public final class MigrationTimes {

    /** Deviations of what is not known before: seconds of each, and the factor. */
    private static final double[] UNKNOWN = {15, 0.2};

    /** The part of what is known of copied disks that one more migration takes the place of. */
    private static final double NEW = 0.3;

    /** By so many seconds, and by this share of the model's, one migration differs from the next like it. */
    private static final double SCATTER = 5;

    private static final double SCATTER_SHARE = 0.2;

    /** In which half of what is known of the network is forgotten. */
    private static final double HALF_LIFE = 3600;

    /** Deviations by which one migration may surprise: a single one that hung says little about the next. */
    private static final double SURPRISE = 3;

    /** A destination's own excess is believed as if so many migrations without one had gone before. */
    private static final double RESERVE = 2;

    private static final double KEPT = 0.9;

    /** Whatever was learnt, no migration takes less than this share of what the model says. */
    private static final double LEAST = 0.25;

    /** Beyond so many the destination that is known least is dropped. */
    static final int DESTINATIONS = 256;

    public static final MigrationTimes NONE =
            new MigrationTimes(new double[UNKNOWN.length], prior(), new TreeMap<>(), 0, Instant.MIN);

    private final double[] correction;
    private final double[][] covariance;
    private final SortedMap<String, Excess> destinations;
    private final double copied;
    private final Instant learntAt;

    /**
     * @param weight of all migrations to it, the newest 1
     * @param sum of their seconds beyond what was expected, so weighted
     */
    private record Excess(double weight, double sum) {

        Excess with(double seconds) {
            return new Excess(KEPT * weight + 1, KEPT * sum + seconds);
        }

        double mean() {
            return sum / (weight + RESERVE);
        }

        Excess times(double left) {
            return new Excess(left * weight, left * sum);
        }
    }

    private MigrationTimes(
            double[] correction,
            double[][] covariance,
            SortedMap<String, Excess> destinations,
            double copied,
            Instant learntAt) {
        this.correction = correction;
        this.covariance = covariance;
        this.destinations = destinations;
        this.copied = copied;
        this.learntAt = learntAt;
    }

    /** The share of the disk that is allocated for a server which Nova copies with it; 0: disks are shared. */
    public double copied() {
        return copied;
    }

    /** With the share that it has copied of one more. */
    public MigrationTimes copied(double share) {
        if (!(share >= 0)) return this;
        double bounded = Math.min(1, share);
        return new MigrationTimes(correction, covariance, destinations, copied + NEW * (bounded - copied), learntAt);
    }

    private static double[][] prior() {
        double[][] prior = new double[UNKNOWN.length][UNKNOWN.length];
        for (int i = 0; i < UNKNOWN.length; i++) prior[i][i] = UNKNOWN[i] * UNKNOWN[i];
        return prior;
    }

    /**
     * Seconds from the request until the server has settled.
     *
     * @param model what the cost model and the disk that is copied say, s
     * @param destination empty: any
     */
    public double seconds(double model, String destination) {
        double learnt = model + product(correction, features(model)) + excess(destination);
        return Math.max(LEAST * model, learnt);
    }

    /** Seconds by which migrations to this destination take longer than those to others; negative: less long. */
    public double excess(String destination) {
        Excess known = destinations.get(destination);
        return known == null ? 0 : known.mean();
    }

    /**
     * With one more that has ended well.
     *
     * @param model what the cost model and the disk that was copied say of it, s
     * @param seconds that it took from the request until it had settled; where not positive, nothing is learnt
     */
    public MigrationTimes with(double model, String destination, double seconds, Instant now) {
        if (!(seconds > 0) || !(model > 0)) return this;
        return at(now).learning(model, destination, seconds, now);
    }

    /** What is still believed of it then. */
    public MigrationTimes at(Instant now) {
        if (!now.isAfter(learntAt) || learntAt.equals(Instant.MIN)) return this;
        double left = StrictMath.pow(0.5, Duration.between(learntAt, now).toMillis() / 1000.0 / HALF_LIFE);
        double[] kept = new double[UNKNOWN.length];
        double[][] wider = prior();
        for (int i = 0; i < kept.length; i++) {
            kept[i] = left * correction[i];
            for (int j = 0; j < kept.length; j++) {
                wider[i][j] = left * covariance[i][j] + (1 - left) * wider[i][j];
            }
        }
        SortedMap<String, Excess> less = new TreeMap<>(destinations);
        less.replaceAll((destination, excess) -> excess.times(left));
        return new MigrationTimes(kept, wider, less, copied, now);
    }

    private MigrationTimes learning(double model, String destination, double seconds, Instant now) {
        double[] features = features(model);
        double[][] before = covariance;
        double[] gain = new double[features.length];
        for (int i = 0; i < gain.length; i++) gain[i] = product(before[i], features);
        double scatter = SCATTER + SCATTER_SHARE * model;
        double variance = scatter * scatter + product(gain, features);
        double own = seconds - model - excess(destination);
        double limit = SURPRISE * StrictMath.sqrt(variance);
        double missed = Math.max(-limit, Math.min(limit, own - product(correction, features)));
        double[] corrected = new double[gain.length];
        double[][] after = new double[gain.length][gain.length];
        for (int i = 0; i < gain.length; i++) {
            corrected[i] = correction[i] + gain[i] * missed / variance;
            for (int j = 0; j < gain.length; j++) after[i][j] = before[i][j] - gain[i] * gain[j] / variance;
        }
        double left = seconds - model - product(corrected, features);
        return new MigrationTimes(corrected, after, with(destination, left), copied, now);
    }

    private SortedMap<String, Excess> with(String destination, double seconds) {
        SortedMap<String, Excess> all = new TreeMap<>(destinations);
        if (!all.containsKey(destination) && all.size() >= DESTINATIONS) {
            all.entrySet().stream()
                    .min(Comparator.comparingDouble(entry -> entry.getValue().weight()))
                    .map(Map.Entry::getKey)
                    .ifPresent(all::remove);
        }
        all.merge(destination, new Excess(1, seconds), (known, first) -> known.with(seconds));
        return all;
    }

    private static double[] features(double model) {
        return new double[] {1, model};
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }
}
