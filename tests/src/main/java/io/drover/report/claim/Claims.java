package io.drover.report.claim;

import io.drover.report.Results;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All claims of the thesis that are judged. */
public final class Claims {

    private Claims() {}

    /** By their ids. */
    public static List<Claim> judged(Results results) {
        Evidence evidence = new Evidence(results);
        AttemptClaims attempts = new AttemptClaims(evidence);
        PerformanceClaims performance = new PerformanceClaims(evidence);
        HypervisorClaims hypervisors = new HypervisorClaims(evidence);
        TrafficClaims traffic = new TrafficClaims(evidence);
        return Stream.of(
                        attempts.peaks(),
                        attempts.migrationsPeak(),
                        attempts.hybridFollows(),
                        attempts.variableThresholdsRaise(),
                        attempts.switchAtHalfTime(),
                        attempts.initialPeak(),
                        performance.fewHostsReachHigh(),
                        performance.fluctuationIsAbsorbed(),
                        performance.hybridAddsNothing(),
                        performance.variableThresholdsHelpMany(),
                        performance.burstAndDrainDip(),
                        performance.lowProfilesSink(),
                        performance.pushHighIsBest(),
                        hypervisors.xenMigratesMore(),
                        hypervisors.xenIsFaster(),
                        hypervisors.withoutSettling(),
                        traffic.followsMigrations(),
                        traffic.xenHasMore(),
                        traffic.variableThresholdsCost(),
                        traffic.burstScatters(),
                        traffic.fluctuationCosts())
                .sorted(Comparator.comparingInt(
                        claim -> Integer.parseInt(claim.id().substring(1))))
                .toList();
    }
}
