package io.drover.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What no host can be: a sample that says so starts and joins no auction. */
final class Plausibility {

    private static final double LARGEST_NORMALIZED = 1000;

    private Plausibility() {}

    /**
     * @param cpus positive
     * @return one sentence without a full stop; empty: it can be
     */
    static Optional<String> complaint(Reading load, int cpus, Instant now) {
        if (!Double.isFinite(load.value()) || load.value() < 0) {
            return Optional.of("the host's load is absurd: " + load.value());
        }
        if (load.value() > LARGEST_NORMALIZED * cpus) {
            return Optional.of(
                    String.format(Locale.ROOT, "the host's load is absurd: %.0f on %d CPUs", load.value(), cpus));
        }
        if (load.at().isAfter(now.plus(Reading.SKEW))) {
            Duration ahead = Duration.between(now, load.at());
            return Optional.of("the host's load is from the future, by " + ahead.toSeconds() + " s");
        }
        return Optional.empty();
    }
}
