package io.drover.model;

import java.time.Duration;

/**
 * How samples become the load of a host.
 *
 * @param lambda weight of the newest sample in the smoothed load, 0..1; 0: by the samples' own scatter
 * @param contention what makes the host hot besides
 * @param maxAge of a load sample that may start or join an auction
 */
public record LoadSettings(double lambda, Duration maxAge, LoadEstimate estimate, ContentionSettings contention) {

    /** Of a host that is hot by its load alone. */
    public LoadSettings(double lambda, Duration maxAge, LoadEstimate estimate) {
        this(lambda, maxAge, estimate, ContentionSettings.OFF);
    }
}
