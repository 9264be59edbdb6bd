package io.drover.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private static final long SECOND = VirtualClock.SECOND;
    private static final Metrics.Run RUN = new Metrics.Run("push", 2, 0, 1);

    private static double entropy(double[] loads) {
        double sum = Arrays.stream(loads).sum();
        double entropy = 0;
        for (double load : loads) if (load > 0) entropy -= load / sum * StrictMath.log(load / sum);
        return entropy / StrictMath.log(loads.length);
    }

    /** doc/sources.md, "Worked values". */
    @Test
    void systemPerformanceOfTheWorkedValues() {
        Balance balance = new Balance(2);
        balance.set(0, 0.9);
        balance.set(1, 0.2);
        assertThat(balance.systemPerformance()).isCloseTo(0.6840, within(5e-5));
    }

    @Test
    void aHundredThousandChangesAddUpNoError() {
        SplittableRandom random = new SplittableRandom(5);
        double[] loads = new double[19];
        Balance balance = new Balance(loads.length);
        for (int change = 0; change < 100_000; change++) {
            int host = random.nextInt(loads.length);
            loads[host] = random.nextInt(4) == 0 ? 0 : random.nextDouble();
            balance.set(host, loads[host]);
        }
        double mean = Arrays.stream(loads).average().orElseThrow();
        double variance =
                Arrays.stream(loads).map(l -> (l - mean) * (l - mean)).average().orElseThrow();
        assertThat(balance.systemPerformance()).isCloseTo(entropy(loads), within(1e-9));
        assertThat(balance.mean()).isCloseTo(mean, within(1e-9));
        assertThat(balance.standardDeviation()).isCloseTo(Math.sqrt(variance), within(1e-9));
    }

    @Test
    void meansAreWeightedByTimeAndStatesWithoutLengthDoNotCount() {
        Metrics metrics = new Metrics(2, 0.7);
        metrics.load(0, 0, 0.9);
        metrics.load(0, 1, 0.2);
        metrics.begin();
        metrics.load(100 * SECOND, 0, 0.1);
        metrics.load(100 * SECOND, 0, 0.5);
        metrics.load(100 * SECOND, 1, 0.6);

        Summary summary = metrics.summary(400 * SECOND, RUN, 0, new TreeMap<>());

        double before = entropy(new double[] {0.9, 0.2});
        double after = entropy(new double[] {0.5, 0.6});
        assertThat(summary.systemPerformance().start()).isCloseTo(before, within(1e-12));
        assertThat(summary.systemPerformance().end()).isCloseTo(after, within(1e-12));
        assertThat(summary.systemPerformance().mean()).isCloseTo((before + 3 * after) / 4, within(1e-12));
        assertThat(summary.systemPerformance().min()).isCloseTo(before, within(1e-12));
        assertThat(summary.hotspotSeconds()).isCloseTo(100, within(1e-9));
        assertThat(summary.hotHosts()).isEqualTo(new Summary.HotHosts(1, 0));
        assertThat(summary.normalizedLoad().start()).isCloseTo(0.55, within(1e-12));
    }

    @Test
    void theLargestTrafficIsThatOfOnePeriod() {
        Metrics metrics = new Metrics(2, 0.7);
        metrics.begin();
        metrics.message(0);
        metrics.traffic(0, 125_000);
        metrics.message(1500 * SECOND);
        metrics.traffic(1500 * SECOND, 375_000);

        Summary summary = metrics.summary(2500 * SECOND, RUN, 0, new TreeMap<>());

        assertThat(metrics.periods()).extracting(Period::endSeconds).containsExactly(1000.0, 2000.0, 2500.0);
        assertThat(metrics.periods()).extracting(Period::kbPerSecond).containsExactly(1.0, 3.0, 0.0);
        assertThat(summary.messages()).isEqualTo(new Summary.Messages(2, 500_000, 1.6, 3.0));
    }
}
