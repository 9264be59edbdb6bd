package io.drover.dashboard;

import io.drover.measurement.FleetView.Sighting;
import io.drover.model.HostInfo;
import io.drover.model.HostLoad;
import io.drover.model.Standing;
import java.time.Instant;
import java.util.Locale;

/**
 * A host as the page shows it. Loads are normalised; what is not measured is NaN.
 *
 * @param load smoothed, with what is pending: what decides
 * @param measured the newest load estimate
 * @param pending the part of {@code load} that is promised and not yet shown by samples
 * @param push current threshold
 * @param pull current threshold
 * @param memory share of its memory that is used; NaN: its agent does not measure it
 * @param lockedBy the auction that holds the host, or empty
 * @param unavailable why it takes no part now, or empty
 * @param migrations completed
 */
record HostDocument(
        String host,
        String group,
        int cpus,
        double load,
        double measured,
        double pending,
        double push,
        double pull,
        double basePush,
        double basePull,
        double memory,
        String mode,
        boolean paused,
        boolean draining,
        String lockedBy,
        String unavailable,
        Instant heardAt,
        long attempts,
        long migrations,
        long failed,
        String lastDecision) {

    static HostDocument of(Sighting sighting) {
        HostInfo info = sighting.host();
        HostLoad load = info.load();
        Standing standing = info.standing();
        boolean measured = load.measured();
        return new HostDocument(
                info.host(),
                info.group(),
                load.cpus(),
                measured ? load.normalized() : Double.NaN,
                measured ? load.latest() / load.cpus() : Double.NaN,
                measured ? load.pending() / load.cpus() : Double.NaN,
                info.current().push(),
                info.current().pull(),
                info.base().push(),
                info.base().pull(),
                info.usage().memoryWith(0).orElse(Double.NaN),
                standing.mode().name().toLowerCase(Locale.ROOT),
                standing.paused(),
                standing.draining(),
                standing.lockedBy(),
                standing.unavailable(),
                sighting.heardAt(),
                sighting.attempts(),
                sighting.migrations(),
                sighting.failed(),
                sighting.lastDecision());
    }

    /** Whether it only tells what it would move. */
    boolean advises() {
        return mode.equals("advise") || mode.equals("propose");
    }
}
