package io.drover.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadGaugeTest {

    private static final Instant START = Instant.parse("2026-11-22T11:00:00Z");

    /** As the kernel keeps it: counted every 5 s in fixed point, printed with two decimals. */
    private static final class Kernel {
        private static final int ONE = 1 << 11;
        private static final int KEPT = 1884; // 1/exp(5 s/60 s) in 1/2048

        private long average;

        LoadAverages after(int seconds, double load) {
            for (int second = 0; second < seconds; second += 5) {
                long active = Math.round(load * ONE);
                long next = average * KEPT + active * (ONE - KEPT);
                if (active >= average) next += ONE - 1;
                average = next / ONE;
            }
            double printed = Math.floor((average + ONE / 200.0) / ONE * 100) / 100;
            return new LoadAverages(printed, 0, 0);
        }
    }

    @Test
    void uptimeInAnyLocale() {
        assertThat(LoadAverages.ofUptime(" 11:28:39 up 0 days,  0:04,  1 user,  load average: 1.50, 1.25, 0.75\n"))
                .contains(new LoadAverages(1.5, 1.25, 0.75));
        assertThat(LoadAverages.ofUptime("up 3 days, load average: 12,50, 1,25, 0,75"))
                .contains(new LoadAverages(12.5, 1.25, 0.75));
        assertThat(LoadAverages.ofUptime("up 3 days, load averages: 2.00 1.25 0.75"))
                .contains(new LoadAverages(2, 1.25, 0.75));
        assertThat(LoadAverages.ofUptime("up 3 days")).isEmpty();
        assertThat(LoadAverages.ofUptime("load average: -1.00, 1.25, 0.75")).isEmpty();
    }

    @Test
    void procLoadavg() {
        assertThat(LoadAverages.ofProc("4.12 2.83 1.80 1/288 19666\n")).contains(new LoadAverages(4.12, 2.83, 1.8));
        assertThat(LoadAverages.ofProc("")).isEmpty();
    }

    @Test
    void anAverageIsTakenAsItIs() {
        LoadGauge gauge = new LoadGauge(5);
        assertThat(gauge.next(new LoadAverages(1, 2, 3), START)).contains(new Reading(2, START));
    }

    @Test
    void aStepIsRecoveredInOneSampleWithinTheRoundingsError() {
        Kernel kernel = new Kernel();
        LoadGauge gauge = new LoadGauge(0);
        List<Double> recovered = new ArrayList<>();
        for (int sample = 0; sample < 12; sample++) {
            double load = sample < 3 ? 0 : sample < 9 ? 3.64 : 0.5;
            LoadAverages averages = kernel.after(10, load);
            gauge.next(averages, START.plusSeconds(10L * sample))
                    .ifPresent(reading -> recovered.add(reading.value() - load));
        }
        assertThat(recovered).hasSize(11).allSatisfy(error -> assertThat(error).isCloseTo(0, within(0.08)));
    }

    @Test
    void itTakesTwoSamplesThatAreFiveSecondsApart() {
        LoadGauge gauge = new LoadGauge(0);
        assertThat(gauge.next(new LoadAverages(1, 1, 1), START)).isEmpty();
        assertThat(gauge.next(new LoadAverages(1, 1, 1), START.plusSeconds(2))).isEmpty();
        Reading first =
                gauge.next(new LoadAverages(1, 1, 1), START.plusSeconds(6)).orElseThrow();
        assertThat(first.value()).isCloseTo(1, within(1e-9));
        assertThat(gauge.next(new LoadAverages(9, 9, 9), START.plusSeconds(7))).contains(first);
    }

    @Test
    void aClockThatJumpsBackStartsAnew() {
        LoadGauge gauge = new LoadGauge(0);
        gauge.next(new LoadAverages(1, 1, 1), START);
        gauge.next(new LoadAverages(1, 1, 1), START.plusSeconds(10));
        assertThat(gauge.next(new LoadAverages(1, 1, 1), START.minus(Duration.ofHours(1))))
                .isEmpty();
    }

    @Test
    void theLoadIsNeverNegative() {
        LoadGauge gauge = new LoadGauge(0);
        gauge.next(new LoadAverages(5, 5, 5), START);
        assertThat(gauge.next(new LoadAverages(1, 1, 1), START.plusSeconds(10))
                        .orElseThrow()
                        .value())
                .isZero();
    }
}
