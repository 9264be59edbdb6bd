package io.drover.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FleetLoadsTest {

    @Test
    void holdsTheWorkedValues() {
        assertThat(performance(0.9, 0.2)).isCloseTo(0.6840, within(0.00005));
        assertThat(performance(0.5, 0.6)).isCloseTo(0.9940, within(0.00005));
        assertThat(performance(0.7, 0.4)).isCloseTo(0.9457, within(0.00005));
    }

    @Test
    void edgesAreBalanced() {
        assertThat(performance()).isEqualTo(1);
        assertThat(performance(0.4)).isEqualTo(1);
        assertThat(performance(0, 0, 0)).isEqualTo(1);
        assertThat(performance(0.3, 0, 0)).isZero();
        assertThat(performance(0.3, 0.3, 0.3, 0.3)).isCloseTo(1, within(1e-12));
    }

    @Test
    void judgesAMoveAsIfItCountedAllHosts() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 500; round++) {
            double[] loads = random.doubles(2 + random.nextInt(50), 0, 2).toArray();
            int source = random.nextInt(loads.length);
            int destination = (source + 1 + random.nextInt(loads.length - 1)) % loads.length;
            double moved = random.nextDouble() * loads[source];
            FleetLoads fleet = new FleetLoads(loads.clone());
            double judged =
                    fleet.performanceAfter(source, loads[source] - moved, destination, loads[destination] + moved / 2);
            loads[source] -= moved;
            loads[destination] += moved / 2;
            assertThat(judged).isCloseTo(counted(loads), within(1e-12));
            assertThat(performance(loads)).isCloseTo(counted(loads), within(1e-12));
        }
    }

    private static double performance(double... loads) {
        return new FleetLoads(loads).performance();
    }

    /** The definition, word for word. */
    static double counted(double... loads) {
        double sum = 0;
        for (double load : loads) sum += load;
        if (sum == 0 || loads.length == 1) return 1;
        double entropy = 0;
        for (double load : loads) {
            double p = load / sum;
            if (p > 0) entropy -= p * Math.log(p);
        }
        return entropy / Math.log(loads.length);
    }
}
