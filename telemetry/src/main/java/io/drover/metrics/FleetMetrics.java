package io.drover.metrics;

import io.drover.auction.AuctionSummary;
import io.drover.measurement.FleetView.MigrationRow;
import io.drover.measurement.FleetView.Sample;
import io.drover.measurement.FleetView.Sighting;
import io.drover.measurement.Ledger;
import io.drover.measurement.MeasurementPoint;
import io.drover.measurement.RoundReading;
import io.drover.model.SystemPerformance;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** What a measurement point tells Prometheus of the fleet: counted as the ledger is told, looked up for the rest. */
public final class FleetMetrics implements Ledger {

    private static final double BYTES_IN_KB = 1000.0 / 8;
    /** Migrations whose end is counted: one that is told again in more detail is no other. */
    private static final int REMEMBERED = 1_000;

    private final Counts counts;
    private final OutcomeMetrics outcomes;
    private final Set<String> counted = new LinkedHashSet<>();

    public FleetMetrics(Counts counts) {
        this.counts = counts;
        this.outcomes = new OutcomeMetrics(counts);
    }

    /** Registers what is looked up. Once. */
    public void watch(MeasurementPoint point, InstantSource clock) {
        newest(
                "drover_fleet_performance_ratio",
                "System performance of the newest sample: normalised entropy of the" + " hosts' loads.",
                point,
                Sample::systemPerformance);
        newest("drover_fleet_load_ratio", "Normalised system load: mean of the hosts'.", point, Sample::normalizedLoad);
        counts.gauge(
                "drover_fleet_memory_performance_ratio",
                "Likewise of the shares of memory that are used, of the hosts that measure them.",
                value -> memoryPerformance(point).ifPresent(value::is));
        newest(
                "drover_fleet_hosts",
                "Hosts that answered.",
                point,
                sample -> sample.hosts().size());
        newest(
                "drover_fleet_overhead_bytes_per_second",
                "Traffic of the agents' messages on the wire, without measuring.",
                point,
                sample -> sample.overheadKbPerSecond() * BYTES_IN_KB);
        newest(
                "drover_fleet_sample_timestamp_seconds",
                "When the newest sample was taken.",
                point,
                sample -> sample.at().toEpochMilli() / 1000.0);
        HostMetrics.register(
                counts, () -> point.hosts().stream().map(Sighting::host).toList(), clock);
        counts.gauge(
                "drover_host_last_heard_timestamp_seconds",
                "When a host last answered; hosts of the last day.",
                value -> point.known()
                        .forEach(seen -> value.is(
                                seen.heardAt().toEpochMilli() / 1000.0,
                                seen.host().host())),
                "host");
        counts.count(
                "drover_host_attempts",
                "HOTSPOT and STEAL ATTEMPT messages that a host sent since its agent started.",
                value -> point.known()
                        .forEach(seen -> value.is(seen.attempts(), seen.host().host())),
                "host");
        counts.count(
                "drover_host_migrations",
                "Migrations from a host since its agent started.",
                value -> point.known().forEach(seen -> {
                    value.is(seen.migrations(), seen.host().host(), "completed");
                    value.is(seen.failed(), seen.host().host(), "failed");
                }),
                "host",
                "outcome");
    }

    private static OptionalDouble memoryPerformance(MeasurementPoint point) {
        double[] shares = point.hosts().stream()
                .map(Sighting::host)
                .map(host -> host.usage().memoryWith(0))
                .flatMapToDouble(OptionalDouble::stream)
                .toArray();
        return shares.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(SystemPerformance.of(shares));
    }

    private void newest(String name, String help, MeasurementPoint point, ToDoubleFunction<Sample> figure) {
        counts.gauge(
                name,
                help,
                value -> point.newest()
                        .map(figure::applyAsDouble)
                        .filter(Double::isFinite)
                        .ifPresent(value::is));
    }

    @Override
    public void keep(Sample sample, List<RoundReading> readings) {}

    @Override
    public synchronized void keep(MigrationRow migration) {
        if (migration.endedAt() == null) {
            outcomes.began(migration.predictedSeconds(), migration.predictedDowntimeSeconds());
            return;
        }
        if (!counted.add(migration.auction() + " " + migration.server())) return;
        if (counted.size() > REMEMBERED) counted.remove(counted.iterator().next());
        if (migration.status().equals("completed")) {
            outcomes.completed(migration.seconds());
        } else {
            outcomes.ended(migration.status());
        }
    }

    @Override
    public void keep(AuctionSummary auction) {
        Duration open = Duration.between(auction.openedAt(), auction.endedAt());
        outcomes.auction(auction.strategy(), auction.ending(), open.toMillis() / 1000.0);
    }
}
