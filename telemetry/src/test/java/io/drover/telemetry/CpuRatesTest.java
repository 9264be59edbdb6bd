package io.drover.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.drover.openstack.GnocchiMeasure;
import io.drover.telemetry.DiagnosticsServerLoads.CpuTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CpuRatesTest {

    private static final Instant START = Instant.parse("2026-11-22T11:00:00Z");

    private static GnocchiMeasure measure(int second, int granularity, double cpuSeconds) {
        return new GnocchiMeasure(START.plusSeconds(second), Duration.ofSeconds(granularity), cpuSeconds * 1e9);
    }

    private static double load(GnocchiMeasure... measures) {
        return CpuRates.newest(List.of(measures), 4).orElseThrow().value();
    }

    @Test
    void onePollPerAggregate() {
        Optional<Reading> reading = CpuRates.newest(List.of(measure(0, 300, 90), measure(300, 300, 240)), 2);
        assertThat(reading).contains(new Reading(0.8, START.plusSeconds(300)));
    }

    @Test
    void theFinestGranularityCounts() {
        assertThat(load(measure(0, 300, 5.7), measure(300, 300, 7), measure(330, 10, 16), measure(340, 10, 16)))
                .isEqualTo(1.6);
    }

    @Test
    void pollsThatAreRarerThanAggregates() {
        assertThat(load(measure(0, 1, 30), measure(60, 1, 30), measure(120, 1, 45)))
                .isEqualTo(0.75);
    }

    @Test
    void negativeRatesAreDropped() {
        assertThat(CpuRates.newest(List.of(measure(0, 10, 8), measure(10, 10, 8), measure(20, 10, -21.5)), 1))
                .contains(new Reading(0.8, START.plusSeconds(10)));
    }

    @Test
    void aRateAfterALostPollIsDropped() {
        List<GnocchiMeasure> measures =
                new ArrayList<>(List.of(measure(0, 300, 60), measure(300, 300, 60), measure(1200, 300, 240)));
        assertThat(CpuRates.newest(measures, 1)).contains(new Reading(0.2, START.plusSeconds(300)));
        measures.add(measure(1500, 300, 90));
        assertThat(CpuRates.newest(measures, 1)).contains(new Reading(0.3, START.plusSeconds(1500)));
    }

    @Test
    void aSingleRateDoesNotTellHowFarApartThePollsWere() {
        assertThat(CpuRates.newest(List.of(measure(0, 1, 30)), 1)).isEmpty();
        assertThat(CpuRates.newest(List.of(), 1)).isEmpty();
    }

    @Test
    void noServerUsesMoreThanItHas() {
        assertThat(load(measure(0, 10, 100), measure(10, 10, 100))).isEqualTo(4);
    }

    @Test
    void cpuTimesTellTheLoadBetweenTwoRounds() {
        CpuTimes before = new CpuTimes(5_000_000_000L, START);
        Optional<Reading> load = before.loadUntil(new CpuTimes(12_500_000_000L, START.plusSeconds(10)), 2);
        assertThat(load.orElseThrow().value()).isCloseTo(0.75, within(1e-12));
        assertThat(before.loadUntil(new CpuTimes(1_000_000_000L, START.plusSeconds(10)), 2))
                .as("it migrated in between")
                .isEmpty();
        assertThat(before.loadUntil(new CpuTimes(5_000_000_001L, START.plusMillis(10)), 2))
                .isEmpty();
        assertThat(before.loadUntil(new CpuTimes(50_000_000_000L, START.plusSeconds(10)), 2))
                .contains(new Reading(2, START.plusSeconds(10)));
    }
}
