package io.drover.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.TimerId;
import io.drover.model.Settings.StrategyName;
import io.drover.scenario.Faults;
import io.drover.scenario.Incident;
import io.drover.scenario.Scenario;
import io.drover.simulation.Fleets.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedNetworkTest {

    private static final TimerId GO = new TimerId("", "go");
    private static final Duration AT = Duration.ofSeconds(100);
    private static final int MESSAGES = 50;

    /** Once all are up, h1 sends fifty messages at the same moment. */
    private static Script script(Address to, Duration worth) {
        return new Script((host, event) -> {
            if (!host.equals("h1")) return List.of();
            if (event instanceof Event.Started) return List.of(new Effect.SetTimer(GO, AT.minusSeconds(5)));
            if (!(event instanceof Event.Rang)) return List.of();
            List<Effect> effects = new ArrayList<>();
            for (int i = 0; i < MESSAGES; i++) {
                Message message = new Message.ResourceRelease("");
                effects.add(new Effect.Send(new Envelope("m" + i, "h1", to, "a", event.at(), message), worth));
            }
            return effects;
        });
    }

    private static Script run(Address to, Duration worth, Faults faults, Incident... incidents) {
        Script script = script(to, worth);
        Scenario.Builder scenario = Fleets.of(3, Fleets.settings(StrategyName.PUSH))
                .lasting(Duration.ofSeconds(300))
                .faults(faults.until(Fleets.HOUR));
        for (Incident incident : incidents) scenario.incident(incident);
        Simulation.run(scenario.build(), script);
        return script;
    }

    private static List<String> ids(Script script, String host) {
        return script.heard(host, Event.Heard.class).stream()
                .map(heard -> heard.envelope().id())
                .toList();
    }

    private static List<String> sent() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) ids.add("m" + i);
        return ids;
    }

    @Test
    void aUnicastIsHeardInOrderByOneHostAlone() {
        Script script = run(Address.host("h2"), AT, Faults.NONE);
        assertThat(ids(script, "h2")).isEqualTo(sent());
        assertThat(ids(script, "h3")).isEmpty();
    }

    @Test
    void aBroadcastIsHeardByAllOthers() {
        Script script = run(Address.FLEET, AT, Faults.NONE);
        assertThat(ids(script, "h1")).isEmpty();
        assertThat(ids(script, "h2")).isEqualTo(sent());
        assertThat(ids(script, "h3")).isEqualTo(sent());
    }

    @Test
    void nobodyHearsForANameThatIsNotThereAndTheSenderIsTold() {
        Script script = run(Address.host("h9"), AT, Faults.NONE);
        assertThat(script.heard("h1", Event.Undelivered.class)).hasSize(MESSAGES);
    }

    @Test
    void aCrashedAgentIsAbsent() {
        Script script = run(
                Address.host("h2"),
                AT,
                Faults.NONE,
                new Incident.Crash("h2", Duration.ofSeconds(60), Duration.ofSeconds(200)));
        assertThat(script.heard("h1", Event.Undelivered.class)).hasSize(MESSAGES);
        assertThat(ids(script, "h2")).isEmpty();
        assertThat(script.heard("h2", Event.Started.class)).hasSize(2);
    }

    @Test
    void aPartitionLosesSilently() {
        Script script = run(
                Address.FLEET,
                AT,
                Faults.NONE,
                new Incident.Partition(List.of("h1", "h3"), Duration.ofSeconds(60), Duration.ofSeconds(200)));
        assertThat(ids(script, "h2")).isEmpty();
        assertThat(ids(script, "h3")).isEqualTo(sent());
        assertThat(script.heard("h1", Event.Undelivered.class)).isEmpty();
    }

    @Test
    void faultsLoseDuplicateAndReorder() {
        assertThat(ids(run(Address.host("h2"), AT, Faults.parse("loss=0.3")), "h2"))
                .hasSizeBetween(20, 45)
                .doesNotHaveDuplicates();
        assertThat(ids(run(Address.host("h2"), AT, Faults.parse("duplicate=1")), "h2"))
                .hasSize(2 * MESSAGES);
        assertThat(ids(run(Address.host("h2"), AT, Faults.parse("reorder=0.5")), "h2"))
                .hasSameElementsAs(sent())
                .isNotEqualTo(sent());
    }

    @Test
    void whatIsNotWorthItAnyMoreIsDropped() {
        assertThat(ids(run(Address.host("h2"), Duration.ofNanos(1), Faults.NONE), "h2"))
                .isEmpty();
    }
}
