package io.drover.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Pauses;
import io.drover.engine.AuctionEngine;
import io.drover.model.Settings;
import io.drover.model.Settings.StrategyName;
import io.drover.scenario.Incident;
import io.drover.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentTest {

    private static Scenario.Builder hotspot() {
        Settings settings = Fleets.settings(StrategyName.PUSH);
        Scenario.Builder scenario = Fleets.of(2, settings).lasting(Duration.ofMinutes(20));
        for (int i = 1; i <= 4; i++) scenario.server(Fleets.server("hot" + i, "h1", 0.8));
        return scenario;
    }

    private static long migrations(Scenario.Builder scenario) {
        return Simulation.run(scenario.build(), AuctionEngine::new).summary().migrations();
    }

    @Test
    void aPausedFleetMovesNothingUntilItIsResumed() {
        Incident pause = new Incident.Announcement(Duration.ofSeconds(11), true, "");
        Incident resume = new Incident.Announcement(Duration.ofSeconds(600), false, "");
        assertThat(migrations(hotspot())).isPositive();
        assertThat(migrations(hotspot().incident(pause))).isZero();
        assertThat(migrations(hotspot().incident(pause).incident(resume))).isPositive();
    }

    @Test
    void pausesOutliveACrash() {
        List<Pauses> kept = new ArrayList<>();
        Fleets.Script keeping = new Fleets.Script((host, event) -> {
            if (event instanceof Event.Started started && host.equals("h1")) kept.add(started.pauses());
            if (!(event instanceof Event.Heard heard)) return List.of();
            return List.of(new Effect.Keep(
                    Pauses.NONE.with((Message.Pause) heard.envelope().message())));
        });
        Scenario.Builder scenario = hotspot()
                .incident(new Incident.Announcement(Duration.ofSeconds(50), true, ""))
                .incident(new Incident.Crash("h1", Duration.ofSeconds(60), Duration.ofSeconds(70)));
        Simulation.run(scenario.build(), keeping);
        assertThat(kept).hasSize(2);
        assertThat(kept.get(0)).isEqualTo(Pauses.NONE);
        assertThat(kept.get(1).hold("nova")).isTrue();
    }

    @Test
    void nothingIsMovedToAClosedHost() {
        Incident closure = new Incident.Closure("h2", "service disabled", Duration.ZERO, Fleets.HOUR);
        assertThat(migrations(hotspot().incident(closure))).isZero();
    }

    @Test
    void anIncidentNeedsAHostThatIsThere() {
        Incident crash = new Incident.Crash("h9", Duration.ZERO, Duration.ofSeconds(1));
        assertThatThrownBy(() -> hotspot().incident(crash).build()).hasMessage("there is no host h9");
    }
}
