package io.drover.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.TimerId;
import io.drover.engine.AuctionEngine;
import io.drover.model.MigrationOrder;
import io.drover.model.Profile;
import io.drover.model.Settings;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.scenario.Conditions;
import io.drover.scenario.Demand;
import io.drover.scenario.HostSpec;
import io.drover.scenario.Incident;
import io.drover.scenario.Scenario;
import io.drover.scenario.ServerSpec;
import io.drover.scenario.Testbed;
import java.time.Duration;
import java.time.Instant;
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

    /** h2 has room for one server, says yes to s1, and to s2 as soon as the migration of s1 has ended. */
    private static List<String> afterAMigrationEnded(boolean refused) {
        Scenario.Builder scenario = Scenario.with(push())
                .conditions(Conditions.TESTBED.smooth())
                .lasting(Duration.ofSeconds(120))
                .host(HostSpec.of("h1", 4, 8192, 100))
                .host(HostSpec.of("h2", 4, 256, 100));
        for (int i = 1; i <= 2; i++) scenario.server(Fleets.server("s" + i, "h1", 0.5));
        if (refused) {
            scenario.incident(new Incident.Closure("h2", "full", Duration.ZERO, Duration.ofSeconds(120)));
        }
        Instant until = VirtualClock.START.plusSeconds(600);
        Message yes = new Message.WinningBidAcknowledgement("s2", true, false, "");
        EngineFactory script = new Fleets.Script((host, event) -> {
            if (host.equals("h1") && event instanceof Event.Rang) {
                return List.of(new Effect.Migrate(new MigrationOrder("h1/1/s1", "s1", "h1", "h2", until, 1, 0.1)));
            }
            if (host.equals("h1") && event instanceof Event.MigrationEnded) return List.of(sends("h1", "h2", yes));
            if (host.equals("h2") && event instanceof Event.Heard) return List.of(sends("h2", "h1", yes));
            TimerId soon = new TimerId("", "soon");
            return event instanceof Event.Started
                    ? List.of(new Effect.SetTimer(soon, Duration.ofSeconds(30)))
                    : List.of();
        });
        return Simulation.run(scenario.build(), script).violations().stream()
                .map(Violation::invariant)
                .toList();
    }

    private static Effect sends(String from, String to, Message message) {
        Envelope envelope = new Envelope(from + "/1", from, Address.host(to), "h1/1/s2", VirtualClock.START, message);
        return new Effect.Send(envelope, Duration.ofSeconds(600));
    }

    @Test
    void roomThatWasClaimedInVainIsRoom() {
        String sentence = "no host accepts more than it can hold";
        assertThat(afterAMigrationEnded(true)).doesNotContain(sentence);
        assertThat(afterAMigrationEnded(false)).contains(sentence);
    }

    @Test
    void noHostAcceptsWhatMakesItHot() {
        Scenario.Builder scenario = Fleets.of(2, push()).lasting(TWENTY_MINUTES);
        for (int i = 1; i <= 4; i++) scenario.server(Fleets.server("hot" + i, "h1", 0.9));
        for (int i = 1; i <= 3; i++) scenario.server(Fleets.server("warm" + i, "h2", 0.85));
        trips("no host accepts load that makes it hot", scenario.build(), BrokenEngines::feelsNoLoad);
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

    /** h2 gives h1 all that it has, which makes h1 hot for the rest of an hour, and nobody acts. */
    private static List<String> afterTooMuchWasGiven(Settings settings, Duration before) {
        Scenario.Builder scenario = Fleets.of(2, settings).lasting(Fleets.HOUR);
        for (String host : List.of("h1", "h2")) {
            for (int i = 1; i <= 2; i++) scenario.server(Fleets.server(host + "s" + i, host, 0.8));
        }
        Instant when = VirtualClock.START.plus(Fleets.HOUR).minus(before);
        EngineFactory script = new Fleets.Script((host, event) -> host.equals("h2")
                        && event instanceof Event.Observed observed
                        && observed.at().isAfter(when)
                        && observed.observation().servers().size() == 2
                        && observed.observation().migrations().isEmpty()
                ? List.of(gives("h2s1", when), gives("h2s2", when))
                : List.of());
        Result result = Simulation.run(scenario.build(), script);
        assertThat(result.summary().migrations()).isEqualTo(2);
        return result.violations().stream().map(Violation::invariant).toList();
    }

    private static Effect gives(String server, Instant when) {
        return new Effect.Migrate(
                new MigrationOrder("h2/1/" + server, server, "h2", "h1", when.plusSeconds(600), 10, 0.1));
    }

    @Test
    void aHostThatWasGivenTooMuchIsRelievedOnceItsRulesLetItKnow() {
        String sentence = "when faults stop, the fleet balances";
        Settings literal = Testbed.settings(Profile.THESIS, StrategyName.PUSH, Thresholds.DEFAULT, false);
        Duration lately = Duration.ofMinutes(5);
        assertThat(afterTooMuchWasGiven(literal, lately))
                .as("its average hides it")
                .doesNotContain(sentence);
        assertThat(afterTooMuchWasGiven(push(), lately)).contains(sentence);
        assertThat(afterTooMuchWasGiven(literal, Duration.ofMinutes(25))).contains(sentence);
    }

    @Test
    void noRulesLetTheFleetAlone() {
        Settings literal = Testbed.settings(Profile.THESIS, StrategyName.PUSH, Thresholds.DEFAULT, false);
        Scenario scenario = hotspot(literal).lasting(Fleets.HOUR).build();
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
