package io.drover.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.model.Settings.StrategyName;
import io.drover.scenario.LoadLevel;
import io.drover.scenario.Scenario;
import io.drover.scenario.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One agent that holds the fleet key lies: the others stay free, and nearly as cool as without it. */
class HarmTest {

    private static final Duration LENGTH = Duration.ofHours(1);

    /** {@code lock_timeout}. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static Scenario fleet(int hosts, LoadLevel load, long seed) {
        Workload workload = Workload.builder()
                .hosts(hosts)
                .strategy(StrategyName.HYBRID)
                .load(load)
                .duration(LENGTH)
                .seed(seed)
                .build();
        return workload.scenario().unshared(125);
    }

    private static List<Harm> fleets(Way way, int hosts, LoadLevel load, int seeds) {
        List<Harm> fleets = new ArrayList<>();
        for (long seed = 1; seed <= seeds; seed++) fleets.add(Harm.of(way, fleet(hosts, load, seed)));
        return fleets;
    }

    private static final Map<Way, List<Harm>> OF_TWENTY = new EnumMap<>(Way.class);

    /** Two fleets, simulated once for all tests. */
    private static List<Harm> ofTwenty(Way way) {
        return OF_TWENTY.computeIfAbsent(way, any -> fleets(any, 20, LoadLevel.HIGH, 2));
    }

    private static double mean(List<Harm> fleets, ToDoubleFunction<Harm> what) {
        return fleets.stream().mapToDouble(what).average().orElseThrow();
    }

    /** Of the time of an honest host. */
    private static double locked(List<Harm> fleets, int hosts) {
        return mean(fleets, harm -> harm.locked().toSeconds()) / (LENGTH.toSeconds() * (hosts - 1.0));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void oneLiarOfTwentyDoesLittleHarm(Way way) {
        double without = mean(ofTwenty(Way.HONEST), Harm::heat);
        List<Harm> with = ofTwenty(way);
        assertThat(with).allSatisfy(harm -> assertThat(harm.longest()).isLessThanOrEqualTo(LEASE));
        assertThat(mean(with, Harm::heat)).as("host-seconds hot").isLessThan(1.5 * without);
        assertThat(locked(with, 20)).as("share of time").isLessThan(0.20);
        assertThat(mean(with, Harm::refused)).as("refused awards").isLessThan(300);
    }

    private static void namesNobodyElse(Harm harm) {
        String first = harm.liar();
        assertThat(harm.told()).allSatisfy(text -> assertThat(text).contains(": " + first + " has "));
    }

    /** Whoever is told of by name is the liar; where nobody lies, nobody is. */
    @Test
    void noHonestHostIsPassedOver() {
        for (Way way : Way.values()) {
            for (Harm harm : ofTwenty(way)) {
                namesNobodyElse(harm);
                boolean bounded = way == Way.HOT || way == Way.REFUSER || way == Way.FLOOD;
                assertThat(harm.told().isEmpty()).as(way.words).isEqualTo(!bounded);
            }
        }
    }

    /** Prints the table of doc/security.md. */
    @Tag("long")
    @ParameterizedTest
    @CsvSource({"20, HIGH, 10", "200, MEDIUM, 3"})
    void tableOfHarm(int hosts, LoadLevel load, int seeds) {
        for (Way way : Way.values()) {
            List<Harm> fleets = fleets(way, hosts, load, seeds);
            Duration longest =
                    fleets.stream().map(Harm::longest).max(Duration::compareTo).orElseThrow();
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %s | %.0f | %.0f | %.1f | %.1f | %d | %.1f %% | %.0f |%n",
                    hosts,
                    way.words,
                    mean(fleets, Harm::heat),
                    mean(fleets, Harm::liarsHeat),
                    mean(fleets, Harm::moves),
                    mean(fleets, Harm::refused),
                    longest.toSeconds(),
                    100 * locked(fleets, hosts),
                    mean(fleets, Harm::calls));
            assertThat(longest).isLessThanOrEqualTo(LEASE);
            fleets.forEach(HarmTest::namesNobodyElse);
        }
    }
}
