package io.drover.measurement;

import io.drover.measurement.FleetView.Sample;
import io.drover.measurement.RoundReading.Progress;
import io.drover.strategy.FleetLoads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rounds of questions, one after the other, and what each comes to: the metrics of doc/sources.md, 4.3.2. A round
 * ends when all hosts of the round before have answered, or with the next question. Not thread-safe.
 */
final class Survey {

    /** A sample that is later than this many intervals after the one before follows a gap. */
    private static final int LATE = 2;

    private static final double BITS_IN_KB = 1000.0 / 8;

    private final Duration interval;
    private final SortedMap<String, RoundReading> newest = new TreeMap<>();
    private final SortedMap<String, RoundReading> answers = new TreeMap<>();
    private SortedSet<String> expected = new TreeSet<>();
    private Instant askedAt;
    private Instant sampledAt;

    /**
     * A round's result, ready to be kept.
     *
     * @param readings what each host told, in order of hosts
     */
    record Measured(Sample sample, List<RoundReading> readings) {
        public Measured {
            readings = List.copyOf(readings);
        }
    }

    Survey(Duration interval) {
        this.interval = interval;
    }

    /** Goes on where an earlier run of the measurement point stopped. */
    void resume(Instant lastSample, List<RoundReading> readings) {
        sampledAt = lastSample;
        readings.forEach(reading -> newest.put(reading.host(), reading));
    }

    /** When the newest sample was taken; null: there is none. */
    Instant sampledAt() {
        return sampledAt;
    }

    /** Begins a round; the one before must be over. */
    void ask(Instant now) {
        askedAt = now;
        answers.clear();
    }

    /** Forgets the running round: nobody could have heard the question. */
    void abandon() {
        askedAt = null;
    }

    boolean asking() {
        return askedAt != null;
    }

    /** True when nobody more is expected to answer. */
    boolean answered(RoundReading reading) {
        if (askedAt == null) return false;
        answers.put(reading.host(), reading);
        return !expected.isEmpty() && answers.keySet().containsAll(expected);
    }

    /** Ends the round. */
    Measured close() {
        Instant at = askedAt;
        askedAt = null;
        Sample sample = sample(at);
        List<RoundReading> readings = List.copyOf(answers.values());
        readings.forEach(reading -> newest.put(reading.host(), reading));
        expected = new TreeSet<>(answers.keySet());
        sampledAt = at;
        return new Measured(sample, readings);
    }

    private Sample sample(Instant at) {
        long attempts = 0;
        long migrations = 0;
        long bytes = 0;
        boolean counted = false;
        for (RoundReading reading : answers.values()) {
            Progress progress = reading.since(newest.get(reading.host()), sampledAt);
            attempts += progress.attempts();
            migrations += progress.migrations();
            bytes += progress.bytes();
            counted |= progress.counted();
        }
        FleetLoads loads = new FleetLoads(answers.values().stream()
                .filter(RoundReading::measured)
                .mapToDouble(RoundReading::load)
                .toArray());
        boolean nobody = loads.size() == 0;
        return new Sample(
                at,
                late(at),
                nobody ? Double.NaN : loads.performance(),
                nobody ? Double.NaN : loads.mean(),
                attempts,
                migrations,
                counted && sampledAt != null ? bytes / BITS_IN_KB / seconds(at) : Double.NaN,
                answers.values().stream().map(RoundReading::sample).toList());
    }

    private boolean late(Instant at) {
        return sampledAt != null && at.isAfter(sampledAt.plus(interval.multipliedBy(LATE)));
    }

    private double seconds(Instant at) {
        return Math.max(1e-3, Duration.between(sampledAt, at).toMillis() / 1000.0);
    }
}
