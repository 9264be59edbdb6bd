package io.drover.simulation;

import io.drover.model.HostObservation;
import io.drover.model.LoadEstimate;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** One run of one agent's telemetry. */
final class SimulatedSampler {

    private final SimulatedHost host;
    private final LoadEstimate estimate;
    private double previous = Double.NaN;
    private long previousAt;

    SimulatedSampler(SimulatedHost host, LoadEstimate estimate) {
        this.host = host;
        this.estimate = estimate;
    }

    /** Two samples at one instant are one: the second is empty. */
    HostObservation sample(long now) {
        host.settle(now);
        SimulatedHost.Facts facts = host.facts();
        OptionalDouble load = load(facts, now);
        return new HostObservation(
                        VirtualClock.instant(now),
                        host.spec.cpus(),
                        load,
                        facts.usage(),
                        host.free(),
                        host.closed,
                        facts.servers(),
                        facts.migrations(),
                        OptionalInt.empty(),
                        Optional.empty())
                .in(host.zone());
    }

    private OptionalDouble load(SimulatedHost.Facts facts, long now) {
        if (estimate instanceof LoadEstimate.Average)
            return OptionalDouble.of(host.kernel().printed());
        if (estimate instanceof LoadEstimate.Recovered) return recovered(now);
        return OptionalDouble.of(facts.serversLoad());
    }

    /** The first sample has nothing to be compared with. */
    private OptionalDouble recovered(long now) {
        double before = previous;
        Duration interval = Duration.ofNanos(now - previousAt);
        previous = host.kernel().printed();
        previousAt = now;
        if (Double.isNaN(before) || interval.isZero()) return OptionalDouble.empty();
        return OptionalDouble.of(LoadEstimate.Recovered.invert(before, previous, interval));
    }
}
