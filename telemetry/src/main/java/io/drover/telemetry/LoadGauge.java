package io.drover.telemetry;

import io.drover.model.LoadEstimate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Turns load averages into the load estimate in use. Not thread-safe. */
final class LoadGauge {

    /** The kernel counts every 5 s; between nearer samples the rounding of the average drowns its change. */
    private static final Duration LEAST_INTERVAL = Duration.ofSeconds(5);

    private final int minutes;
    private Reading average;
    private Reading recovered;

    /**
     * @param minutes 1, 5 or 15; 0: recover the load of the interval between two samples
     */
    LoadGauge(int minutes) {
        this.minutes = minutes;
    }

    /** The newest estimate; empty: it takes a second sample. */
    Optional<Reading> next(LoadAverages averages, Instant at) {
        if (minutes != 0) return Optional.of(new Reading(averages.over(minutes), at));
        if (average == null || at.isBefore(average.at())) {
            recovered = null;
            average = new Reading(averages.one(), at);
        }
        Duration interval = Duration.between(average.at(), at);
        if (interval.compareTo(LEAST_INTERVAL) >= 0) {
            double load = LoadEstimate.Recovered.invert(average.value(), averages.one(), interval);
            recovered = new Reading(load, at);
            average = new Reading(averages.one(), at);
        }
        return Optional.ofNullable(recovered);
    }
}
