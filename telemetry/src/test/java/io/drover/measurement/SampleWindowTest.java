package io.drover.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.drover.measurement.FleetView.HostSample;
import io.drover.measurement.FleetView.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleWindowTest {

    @Test
    void aClockThatStepsBackIsNoReasonToAnswerNothing() {
        SampleWindow window = new SampleWindow();
        for (int i = 0; i < 1000; i++) {
            long millis = i < 500 ? 1000 + i : i - 500;
            window.add(new Sample(Fleet.START.plusMillis(millis), false, 1, 0.5, 2, 0, 0, List.of()));
        }
        List<Sample> thinned = window.between(Fleet.START, Fleet.START.plusSeconds(5), 503);
        assertThat(thinned).hasSizeLessThan(700);
        assertThat(thinned.stream().mapToLong(Sample::attempts).sum()).isEqualTo(2000);
    }

    @Test
    void longSpansAreThinnedButKeepBothEndsAndGaps() {
        SampleWindow window = new SampleWindow();
        for (int i = 0; i < 1000; i++) {
            window.add(new Sample(Fleet.START.plusSeconds(i), i == 501, 1, 0.5, 2, 0, 0, List.of()));
        }
        List<Sample> thinned = window.between(Fleet.START, Fleet.START.plusSeconds(5000), 100);
        assertThat(thinned).hasSizeBetween(100, 101).anyMatch(Sample::gap);
        assertThat(thinned.get(0).at()).isEqualTo(Fleet.START);
        assertThat(thinned.get(thinned.size() - 1).at()).isEqualTo(Fleet.START.plusSeconds(999));
        assertThat(thinned.stream().mapToLong(Sample::attempts).sum()).isEqualTo(2000);
    }

    @Test
    void aThinnedSpanIsAsDenseWhereItIsOfMeansAsWhereItIsOfSamples() {
        SampleWindow window = new SampleWindow();
        for (int i = 0; i < 3 * SampleWindow.SAMPLES; i++) {
            HostSample host = new HostSample("pm1", i % 2, 0.7, 0.3);
            window.add(new Sample(Fleet.START.plusSeconds(20L * i), false, 1, 0.5, 2, 1, 0, List.of(host)));
        }
        Instant end = Fleet.START.plusSeconds(60L * SampleWindow.SAMPLES);
        List<Sample> thinned = window.between(Fleet.START, end, 100);
        assertThat(thinned).hasSizeBetween(95, 100);
        for (int i = 1; i < thinned.size(); i++) {
            assertThat(Duration.between(thinned.get(i - 1).at(), thinned.get(i).at()))
                    .isLessThanOrEqualTo(Duration.ofMinutes(50));
        }
        assertThat(thinned.subList(1, thinned.size() - 1))
                .allSatisfy(sample -> assertThat(sample.hosts().get(0).load()).isCloseTo(0.5, within(0.1)));
        assertThat(thinned.get(thinned.size() - 1).hosts().get(0).load()).isEqualTo(1);
        assertThat(thinned.stream().mapToLong(Sample::attempts).sum()).isEqualTo(6L * SampleWindow.SAMPLES);
    }

    /** 100,000 hosts: four samples are all that memory holds as they are. */
    @Test
    void olderSamplesRemainAsMeansOfFiveMinutes() {
        SampleWindow window = new SampleWindow();
        List<HostSample> many = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) many.add(new HostSample("pm" + i, 0.25, 0.7, 0.3));
        for (int minute = 0; minute < 20; minute++) {
            many.set(7, new HostSample("pm7", minute / 100.0, 0.7, 0.3));
            boolean gap = minute == 6;
            window.add(new Sample(Fleet.START.plusSeconds(60L * minute), gap, 1, 0.5, 3, 1, Double.NaN, many));
        }
        List<Sample> all = window.between(Fleet.START, Fleet.START.plusSeconds(3600), 100);
        assertThat(all)
                .extracting(Sample::at)
                .containsExactlyElementsOf(List.of(4, 9, 14, 15, 16, 17, 18, 19).stream()
                        .map(minute -> Fleet.START.plusSeconds(60L * minute))
                        .toList());
        assertThat(all).extracting(Sample::attempts).startsWith(15L, 15L, 15L, 3L);
        assertThat(all).extracting(Sample::gap).startsWith(false, true, false, false);
        assertThat(all.get(1).hosts()).hasSize(100_000).anySatisfy(host -> {
            assertThat(host.host()).isEqualTo("pm7");
            assertThat(host.load()).isCloseTo(0.07, within(1e-9));
        });
        assertThat(all.get(1).overheadKbPerSecond()).isNaN();
    }
}
