package io.drover.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.TimerId;
import io.drover.model.CostModel;
import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import io.drover.model.Settings.StrategyName;
import io.drover.scenario.Demand;
import io.drover.scenario.Faults;
import io.drover.scenario.HostSpec;
import io.drover.scenario.Incident;
import io.drover.scenario.Scenario;
import io.drover.scenario.ServerSpec;
import io.drover.simulation.Fleets.Script;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedCloudTest {

    private static final TimerId GO = new TimerId("", "go");
    private static final double ALONE =
            CostModel.PUBLISHED.of(256 * 1.048576, 12.5, 1).seconds();

    private static MigrationOrder order(String server, String from, String to, Instant before) {
        return new MigrationOrder("auction of " + server, server, from, to, before, ALONE, 0);
    }

    /** A hundred seconds after its start, h1 orders these servers to h2. */
    private static Script orders(Duration inTime, String... servers) {
        return new Script((host, event) -> {
            if (!host.equals("h1")) return List.of();
            if (event instanceof Event.Started) return List.of(new Effect.SetTimer(GO, Duration.ofSeconds(100)));
            if (!(event instanceof Event.Rang)) return List.of();
            List<Effect> effects = new ArrayList<>();
            for (String server : servers) {
                effects.add(
                        new Effect.Migrate(order(server, "h1", "h2", event.at().plus(inTime))));
            }
            return effects;
        });
    }

    private static Scenario.Builder two() {
        return Fleets.of(2, Fleets.settings(StrategyName.PUSH))
                .server(Fleets.server("a", "h1", 0.5))
                .server(Fleets.server("b", "h1", 0.5));
    }

    private static List<Outcome> outcomes(Script script) {
        return script.heard("h1", Event.MigrationEnded.class).stream()
                .map(Event.MigrationEnded::outcome)
                .toList();
    }

    private static double seconds(Outcome outcome) {
        return ((Outcome.Done) outcome).seconds();
    }

    @Test
    void oneMigrationPerSourceRunsAndTheNextWaits() {
        Script script = orders(Duration.ofSeconds(30), "a", "b");
        Result result = Simulation.run(two().build(), script);
        List<Outcome> outcomes = outcomes(script);
        assertThat(seconds(outcomes.get(0))).isCloseTo(ALONE, within(0.01));
        assertThat(seconds(outcomes.get(1))).isCloseTo(2 * ALONE, within(0.02));
        assertThat(result.summary().placements()).containsEntry("a", "h2").containsEntry("b", "h2");
        assertThat(result.summary().migrations()).isEqualTo(2);
        assertThat(result.summary().migrationGigabytes()).isCloseTo(0.58, within(0.02));
        assertThat(result.violations()).isEmpty();
    }

    @Test
    void twoSourcesShareTheLink() {
        Script script = new Script((host, event) -> {
            if (host.equals("h3")) return List.of();
            if (event instanceof Event.Rang) {
                String server = host.equals("h1") ? "a" : "c";
                return List.of(
                        new Effect.Migrate(order(server, host, "h3", event.at().plusSeconds(30))));
            }
            Duration until = Duration.between(event.at(), VirtualClock.START.plusSeconds(100));
            return event instanceof Event.Started ? List.of(new Effect.SetTimer(GO, until)) : List.of();
        });
        Scenario scenario = Fleets.of(3, Fleets.settings(StrategyName.PUSH))
                .server(Fleets.server("a", "h1", 0.5))
                .server(Fleets.server("c", "h2", 0.5))
                .build();
        Simulation.run(scenario, script);
        double shared = CostModel.PUBLISHED.of(256 * 1.048576, 6.25, 1).seconds();
        assertThat(seconds(outcomes(script).get(0))).isCloseTo(shared, within(0.5));
    }

    @Test
    void novaIsNotAskedTooLate() {
        Script script = orders(Duration.ZERO, "a");
        Simulation.run(two().build(), script);
        assertThat(outcomes(script)).containsExactly(new Outcome.Skipped("too late to ask Nova"));
    }

    @Test
    void aServerThatIsNotThereIsSkipped() {
        Script script = orders(Duration.ofSeconds(30), "c");
        Simulation.run(two().server(Fleets.server("c", "h2", 0.1)).build(), script);
        assertThat(outcomes(script)).containsExactly(new Outcome.Skipped("the server is on h2"));
    }

    @Test
    void aHostWithoutRoomOrClosedIsRefusedByTheScheduler() {
        Script full = orders(Duration.ofSeconds(30), "a");
        Scenario.Builder small = Scenario.with(Fleets.settings(StrategyName.PUSH))
                .host(HostSpec.of("h1", 4, 8192, 100))
                .host(HostSpec.of("h2", 4, 128, 100))
                .server(Fleets.server("a", "h1", 0.5));
        Result result = Simulation.run(small.build(), full);
        assertThat(outcomes(full)).containsExactly(new Outcome.Refused("NoValidHost: no room on h2"));
        assertThat(result.summary().failedMigrations()).isEqualTo(1);

        Script closed = orders(Duration.ofSeconds(30), "a");
        Incident closure = new Incident.Closure("h2", "service disabled", Duration.ofSeconds(50), Fleets.HOUR);
        Simulation.run(two().incident(closure).build(), closed);
        assertThat(outcomes(closed)).containsExactly(new Outcome.Refused("NoValidHost: service disabled"));
    }

    @Test
    void everyOrderEndsOnceWhateverNovaSpoils() {
        List<Class<?>> seen = new ArrayList<>();
        for (int seed = 1; seed <= 30; seed++) {
            Script script = orders(Duration.ofSeconds(30), "a");
            Faults spoiled = Faults.parse("nova-error=1").until(Fleets.HOUR);
            Result result = Simulation.run(two().faults(spoiled).seed(seed).build(), script);
            assertThat(outcomes(script)).hasSize(1);
            Outcome outcome = outcomes(script).get(0);
            seen.add(outcome.getClass());
            assertThat(result.summary().placements().get("a")).isEqualTo(outcome.done() ? "h2" : "h1");
        }
        assertThat(seen)
                .contains(Outcome.Done.class, Outcome.Refused.class, Outcome.Failed.class, Outcome.Skipped.class);
    }

    @Test
    void anOpenOrderComesBackAfterARestartAndNovaKnowsHowItEnded() {
        Script script = new Script((host, event) -> {
            if (event instanceof Event.Resumed resumed) {
                return List.of(new Effect.Watch(resumed.order(), event.at().plusSeconds(60)));
            }
            if (!host.equals("h1")) return List.of();
            if (event instanceof Event.Started && event.at().isBefore(VirtualClock.START.plusSeconds(20))) {
                return List.of(new Effect.SetTimer(GO, Duration.ofSeconds(90)));
            }
            if (!(event instanceof Event.Rang)) return List.of();
            return List.of(new Effect.Migrate(order("a", "h1", "h2", event.at().plusSeconds(30))));
        });
        Incident crash = new Incident.Crash("h1", Duration.ofSeconds(104), Duration.ofSeconds(300));
        Simulation.run(two().incident(crash).build(), script);
        assertThat(script.heard("h1", Event.Resumed.class)).hasSize(1);
        assertThat(outcomes(script)).hasSize(1);
        assertThat(outcomes(script).get(0).done()).isTrue();
    }

    @Test
    void aMigrationThatIsNotCompleteInTimeIsAborted() {
        Script script = orders(Duration.ofSeconds(30), "big");
        Scenario.Builder scenario = Fleets.of(2, Fleets.settings(StrategyName.PUSH))
                .server(ServerSpec.of("big", "h1", 1, 8192, Demand.constant(0.5))
                        .dirtying(11))
                .lasting(Duration.ofHours(2));
        double needed = CostModel.PUBLISHED.of(8192 * 1.048576, 12.5, 11).seconds();
        assertThat(needed).isGreaterThan(3600);
        Result result = Simulation.run(scenario.build(), script);
        assertThat(outcomes(script)).containsExactly(new Outcome.Failed("aborted: not complete after 3600 s"));
        assertThat(result.summary().placements()).containsEntry("big", "h1");
    }
}
