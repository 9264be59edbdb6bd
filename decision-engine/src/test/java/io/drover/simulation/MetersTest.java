package io.drover.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.drover.model.Profile;
import io.drover.model.Settings.StrategyName;
import io.drover.scenario.Demand;
import io.drover.scenario.HostSpec;
import io.drover.scenario.Scenario;
import io.drover.scenario.ServerSpec;
import io.drover.scenario.Testbed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a controller is told, in a fleet of two hosts. */
class MetersTest {

    private static final Duration AUDIT = Duration.ofSeconds(300);

    private final List<Snapshot> seen = new ArrayList<>();

    /** Moves {@code a} at its third audit, and notes what it sees. */
    private final class Observer implements CentralPolicy {

        private final boolean counters;

        private Observer(boolean counters) {
            this.counters = counters;
        }

        @Override
        public Terms terms() {
            return new Terms(AUDIT, counters, AUDIT, 2);
        }

        @Override
        public List<Move> decide(Snapshot fleet) {
            seen.add(fleet);
            return seen.size() == 3 ? List.of(new Move("a", "one", "two")) : List.of();
        }
    }

    private static Scenario scenario() {
        return Scenario.with(Testbed.settings(Profile.DEFAULT, StrategyName.PUSH, Profile.DEFAULT.thresholds(), false))
                .host(HostSpec.of("one", 2, 2048, 100))
                .host(HostSpec.of("two", 2, 2048, 100))
                .server(ServerSpec.of("a", "one", 1, 256, Demand.constant(0.8)))
                .server(ServerSpec.of("b", "one", 1, 256, Demand.step(0.2, Duration.ofSeconds(750), 0.6)))
                .server(ServerSpec.of("late", "two", 1, 256, Demand.constant(0.5))
                        .arriving(Duration.ofSeconds(1000)))
                .lasting(Duration.ofSeconds(2000))
                .build();
    }

    private void run(boolean counters) {
        Deciders deciders = new Deciders(
                (settings, random) -> new Fleets.Script((host, event) -> List.of()).engine(settings, random),
                Optional.of(random -> new Observer(counters)));
        Simulation.run(scenario(), deciders, MessageSize.ESTIMATE);
    }

    private static Snapshot.Server server(Snapshot snapshot, String id) {
        return snapshot.servers().stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void valuesAreMeansBetweenTwoPolls() {
        run(true);
        Snapshot second = seen.get(1);
        assertThat(server(second, "a").use().getAsDouble()).isCloseTo(0.8, within(1e-9));
        assertThat(second.hosts().get(0).use()).isCloseTo(0.5, within(1e-9));
        assertThat(second.hosts().get(0).load()).isCloseTo(0.5, within(1e-9));
        double third = server(seen.get(2), "b").use().getAsDouble();
        double fourth = server(seen.get(3), "b").use().getAsDouble();
        assertThat(Math.min(third, fourth)).isBetween(0.2, 0.6);
        assertThat((third - 0.2) / 0.4 + (fourth - 0.2) / 0.4)
                .as("the step falls into one poll")
                .isBetween(0.5, 2.0);
    }

    @Test
    void aCounterThatStartsAnewShowsNothingAtFirst() {
        run(true);
        assertThat(seen.stream()
                        .map(snapshot -> server(snapshot, "a"))
                        .filter(s -> s.host().equals("two"))
                        .map(s -> s.use().getAsDouble()))
                .anyMatch(use -> use == 0)
                .anyMatch(use -> Math.abs(use - 0.8) < 1e-9);
        assertThat(seen.stream()
                        .flatMap(snapshot -> snapshot.servers().stream())
                        .filter(s -> s.id().equals("late"))
                        .map(s -> s.use().isPresent()))
                .startsWith(false)
                .endsWith(true);
    }

    @Test
    void fullKnowledgeIsThereAtOnce() {
        run(false);
        assertThat(seen.stream()
                        .flatMap(snapshot -> snapshot.servers().stream())
                        .filter(s -> s.id().equals("a")))
                .allSatisfy(s -> assertThat(s.use().getAsDouble()).isCloseTo(0.8, within(1e-9)));
    }
}
