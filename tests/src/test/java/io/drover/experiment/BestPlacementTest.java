package io.drover.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.drover.model.Profile;
import io.drover.model.Settings.StrategyName;
import io.drover.scenario.Conditions;
import io.drover.scenario.Demand;
import io.drover.scenario.HostSpec;
import io.drover.scenario.Scenario;
import io.drover.scenario.ServerSpec;
import io.drover.scenario.Testbed;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BestPlacementTest {

    private static final double[] LOADS = {0.2, 0.4, 0.6};

    @Test
    void evenLoadsAreBest() {
        assertThat(best(2, 0.5, 0.25, 0.25)).isCloseTo(1, within(1e-9));
    }

    /** Two hosts, one server: the other is empty. */
    @Test
    void oneServerCannotBeShared() {
        assertThat(best(2, 0.5)).isCloseTo(0, within(1e-9));
    }

    @Test
    void isWhatTryingAllPlacementsFinds() {
        SplittableRandom random = new SplittableRandom(3);
        for (int fleet = 0; fleet < 40; fleet++) {
            int hosts = 2 + random.nextInt(2);
            double[] loads = new double[3 + random.nextInt(5)];
            for (int i = 0; i < loads.length; i++) loads[i] = LOADS[random.nextInt(LOADS.length)];
            assertThat(best(hosts, loads)).isCloseTo(tried(hosts, loads), within(1e-9));
        }
    }

    @Test
    void countsOnlyServersThatAreThere() {
        Scenario scenario = scenario(2, 0.5, 0.5);
        assertThat(BestPlacement.systemPerformance(scenario, Duration.ofHours(1)))
                .hasValue(1);
        ServerSpec gone = scenario.servers().get(0).leaving(Duration.ofMinutes(1));
        Scenario later = Scenario.with(scenario.settings())
                .host(scenario.hosts().get(0))
                .host(scenario.hosts().get(1))
                .server(gone)
                .server(scenario.servers().get(1))
                .build();
        assertThat(BestPlacement.systemPerformance(later, Duration.ofHours(1)).orElseThrow())
                .isCloseTo(0, within(1e-9));
    }

    @Test
    void nineteenHostsAreCountedInNoTime() {
        double[] loads = new double[60];
        for (int i = 0; i < loads.length; i++) loads[i] = LOADS[i % LOADS.length];
        assertThat(best(19, loads)).isBetween(0.98, 1.0);
    }

    private static double best(int hosts, double... loads) {
        return BestPlacement.systemPerformance(scenario(hosts, loads), Duration.ZERO)
                .orElseThrow();
    }

    private static Scenario scenario(int hosts, double... loads) {
        Scenario.Builder scenario = Scenario.with(
                        Testbed.settings(Profile.DEFAULT, StrategyName.PUSH, Profile.DEFAULT.thresholds(), false))
                .conditions(Conditions.TESTBED);
        for (int i = 0; i < hosts; i++) scenario.host(HostSpec.of("host-" + i, 2, 65_536, 1000));
        for (int i = 0; i < loads.length; i++) {
            scenario.server(ServerSpec.of("server-" + i, "host-0", 1, 256, Demand.constant(loads[i])));
        }
        return scenario.build();
    }

    private static double tried(int hosts, double[] loads) {
        double best = 0;
        for (int placement = 0; placement < Math.pow(hosts, loads.length); placement++) {
            double[] on = new double[hosts];
            int rest = placement;
            for (double load : loads) {
                on[rest % hosts] += load;
                rest /= hosts;
            }
            double sum = 0;
            double entropy = 0;
            for (double load : on) sum += load;
            for (double load : on) if (load > 0) entropy -= load / sum * Math.log(load / sum);
            best = Math.max(best, entropy / Math.log(hosts));
        }
        return best;
    }
}
