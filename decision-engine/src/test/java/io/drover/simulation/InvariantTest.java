package io.drover.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.engine.AuctionEngine;
import io.drover.model.Profile;
import io.drover.model.Settings;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.scenario.Conditions;
import io.drover.scenario.Demand;
import io.drover.scenario.HostSpec;
import io.drover.scenario.Scenario;
import io.drover.scenario.ServerSpec;
import io.drover.scenario.Testbed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each invariant is tripped by the engine that breaks it, and by no other; the real engine trips none. */
class InvariantTest {

    private static final Duration TWENTY_MINUTES = Duration.ofMinutes(20);

    /** h1 is hot with four servers, h2 has room, h3 is between. */
    private static Scenario.Builder hotspot(Settings settings) {
        Scenario.Builder scenario = Fleets.of(3, settings).lasting(TWENTY_MINUTES);
        for (int i = 1; i <= 4; i++) scenario.server(Fleets.server("hot" + i, "h1", 0.8));
        return scenario.server(Fleets.server("b", "h2", 0.9))
                .server(Fleets.server("c", "h3", 0.95))
                .server(Fleets.server("d", "h3", 0.7));
    }

    /** With one migration at a time, so that a broken engine breaks one invariant only. */
    private static Settings thesisRules() {
        Settings settings = Testbed.settings(Profile.THESIS, StrategyName.PUSH, Thresholds.DEFAULT, false);
        return settings.with(
                settings.migration().toBuilder().maxOutbound(1).maxInbound(1).build());
    }

    private static Settings push() {
        return Fleets.settings(StrategyName.PUSH);
    }

    private static void trips(String sentence, Scenario scenario, EngineFactory broken) {
        assertThat(Simulation.run(scenario, AuctionEngine::new).violations()).isEmpty();
        Result result = Simulation.run(scenario, broken);
        assertThat(result.violations()).extracting(Violation::invariant).containsOnly(sentence);
        assertThat(result.summary().invariantViolations()).isPositive();
    }

    @Test
    void aServerIsOnOneHost() {
        trips("a server is on exactly one host", hotspot(thesisRules()).build(), BrokenEngines::ordersWhatIsGone);
    }

    @Test
    void aServerHasOneMigration() {
        trips("a server has at most one migration", hotspot(push()).build(), BrokenEngines::ordersTwice);
    }

    @Test
    void noHostAcceptsTooMuch() {
        Scenario.Builder scenario = Scenario.with(push())
                .conditions(Conditions.TESTBED.smooth())
                .lasting(TWENTY_MINUTES)
                .host(HostSpec.of("h1", 4, 8192, 100))
                .host(HostSpec.of("h2", 4, 128, 100));
        for (int i = 1; i <= 4; i++) scenario.server(Fleets.server("hot" + i, "h1", 0.8));
        trips("no host accepts more than it can hold", scenario.build(), BrokenEngines::seesRoomEverywhere);
    }

    @Test
    void aBidderIsPromisedOnce() {
        Scenario.Builder scenario = Fleets.of(6, push()).lasting(TWENTY_MINUTES);
        for (int host = 1; host <= 5; host++) {
            for (int i = 1; i <= 4; i++) scenario.server(Fleets.server("h" + host + "s" + i, "h" + host, 0.8));
        }
        trips("a bidder is promised to one auction at a time", scenario.build(), BrokenEngines::bidsForEverything);
    }

    @Test
    void everyLockOpens() {
        trips("every auction, lock and flag ends", hotspot(push()).build(), BrokenEngines::neverLetsGo);
    }

    /** Only one server can move; after it has, loads turn so that it would be better back where it was. */
    @Test
    void theCooldownIsKept() {
        double tooDirtyToMove = 12.6;
        Duration turn = Duration.ofSeconds(200);
        Scenario.Builder scenario = Fleets.of(3, push()).lasting(TWENTY_MINUTES);
        scenario.server(Fleets.server("moves", "h1", 0.8));
        for (int i = 1; i <= 3; i++) {
            Demand falls = Demand.step(0.8, turn, 0.1);
            Demand rises = Demand.step(0.5, turn, 0.95);
            scenario.server(ServerSpec.of("a" + i, "h1", 1, 256, falls).dirtying(tooDirtyToMove));
            scenario.server(ServerSpec.of("b" + i, "h2", 1, 256, rises).dirtying(tooDirtyToMove));
            scenario.server(ServerSpec.of("c" + i, "h3", 1, 256, rises).dirtying(tooDirtyToMove));
        }
        trips("no server is moved twice within its cool-down", scenario.build(), BrokenEngines::forgetsTheCooldown);
    }

    @Test
    void theFleetBalances() {
        Scenario scenario = hotspot(push()).lasting(Duration.ofHours(2)).build();
        trips("when faults stop, the fleet balances", scenario, BrokenEngines::onlyObserves);
    }

    @Test
    void aViolationSaysHowToSeeItAgain() {
        Scenario scenario =
                hotspot(push()).seed(99).command("drover simulate --seed 99").build();
        List<Violation> violations =
                Simulation.run(scenario, BrokenEngines::ordersTwice).violations();
        assertThat(violations.get(0).seed()).isEqualTo(99);
        assertThat(violations.get(0)).asString().endsWith("(seed 99; again: drover simulate --seed 99)");
    }

    @Test
    void anEngineThatThrowsEndsTheRunWithTheSeed() {
        Scenario scenario = hotspot(push()).seed(98).build();
        EngineFactory throwing = new Fleets.Script((host, event) -> {
            throw new IllegalStateException("lost my way");
        });
        assertThatThrownBy(() -> Simulation.run(scenario, throwing))
                .hasMessageContaining("seed 98")
                .hasRootCauseMessage("lost my way");
    }
}
