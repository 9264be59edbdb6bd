package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Address;
import io.drover.auction.Drains;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Event.PeersListed.Failure;
import io.drover.auction.Message;
import io.drover.auction.Pauses;
import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.MigrationInProgress;
import io.drover.model.Profile;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.ServerObservation;
import io.drover.model.Settings;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.scenario.Testbed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Nobody balances while the cloud heals. */
class RecoveryTest {

    private static final MigrationInProgress EVACUATION = new MigrationInProgress("e", "pm9", "pm1", "evacuation");

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final Settings settings = Testbed.settings(Profile.DEFAULT, StrategyName.HYBRID, Thresholds.DEFAULT, false);
    private int count;

    private Engine started(Drains drains) {
        Engine engine = new AuctionEngine(settings.on("pm1").in("az"), new SplittableRandom(1));
        engine.on(new Event.Started(now, Pauses.NONE, drains));
        Engine peer = new AuctionEngine(settings.on("pm2").in("az"), new SplittableRandom(1));
        engine.on(heard("pm2", "", new Message.Hello(peer.self(now))));
        return engine;
    }

    private Event heard(String from, String auction, Message message) {
        return new Event.Heard(now, new Envelope(from + "/" + ++count, from, Address.FLEET, auction, now, message));
    }

    private void listed(Engine engine, Failure... failed) {
        engine.on(new Event.PeersListed(now, List.of("pm1", "pm2"), List.of(failed), false));
    }

    private List<Effect> observed(Engine engine, double load, MigrationInProgress... migrations) {
        now = now.plusSeconds(10);
        ServerObservation server = ServerObservation.of("a", 2)
                .load(1)
                .memoryMib(256)
                .dirtyRate(1)
                .resources(Resources.of(2, 256, 1))
                .build();
        return engine.on(new Event.Observed(
                now,
                new HostObservation(
                        now,
                        4,
                        OptionalDouble.of(4 * load),
                        new HostUsage(4096L, 1024L, null, null),
                        Resources.of(8, 4096, 100),
                        Optional.empty(),
                        List.of(server),
                        List.of(migrations),
                        OptionalInt.empty(),
                        Optional.empty())));
    }

    /** Whether it calls within so many samples. */
    private boolean calls(Engine engine, double load, int samples, MigrationInProgress... migrations) {
        boolean called = false;
        for (int sample = 0; sample < samples; sample++) {
            called |= observed(engine, load, migrations).stream()
                    .anyMatch(effect -> effect instanceof Effect.Send send
                            && (send.envelope().message() instanceof Message.HotspotMessage
                                    || send.envelope().message() instanceof Message.StealBroadcast));
        }
        return called;
    }

    @Test
    void aHotHostWaitsTenMinutesAfterAFailureUnlessItIsOver() {
        Engine engine = started(Drains.NONE);
        listed(engine, new Failure("pm9", now.minusSeconds(60)));
        assertThat(calls(engine, 0.9, 50)).isFalse();
        assertThat(engine.self(now).standing().unavailable()).isEqualTo("the cloud recovers: pm9 is newly down");
        assertThat(calls(engine, 0.9, 10)).as("after ten minutes").isTrue();

        Engine other = started(Drains.NONE);
        listed(other, new Failure("pm9", now));
        assertThat(calls(other, 0.1, 10)).as("a cold one").isFalse();
        listed(other);
        assertThat(calls(other, 0.1, 10)).as("as soon as it is up again").isTrue();
    }

    @Test
    void nobodyBalancesWithinFiveMinutesOfTheLastEvacuation() {
        Engine engine = started(Drains.NONE);
        assertThat(calls(engine, 0.9, 10, EVACUATION)).isFalse();
        assertThat(calls(engine, 0.9, 29)).isFalse();
        assertThat(engine.self(now).standing().unavailable())
                .isEqualTo("the cloud recovers: servers are evacuated here, or were just now");
        assertThat(calls(engine, 0.9, 3)).isTrue();
    }

    @Test
    void aColdMigrationKeepsTheHostBusyAndNoLonger() {
        Engine engine = started(Drains.NONE);
        assertThat(calls(engine, 0.9, 10, new MigrationInProgress("r", "pm1", "pm2", "resize")))
                .isFalse();
        assertThat(engine.self(now).standing().unavailable()).isEqualTo("migrating: r by others");
        assertThat(calls(engine, 0.9, 2)).isTrue();
    }

    @Test
    void itDoesNotBidButTakesWhatHasToGo() {
        Engine engine = started(Drains.NONE);
        for (int sample = 0; sample < 6; sample++) observed(engine, 0.4);
        listed(engine, new Failure("pm9", now));
        ServerInfo offered = new ServerInfo("b", 1, 0.2, 0.2, 256, 1, Resources.of(1, 256, 1), List.of());
        var hot = new AuctionEngine(settings.on("pm2").in("az"), new SplittableRandom(1)).self(now);
        assertThat(bid(engine, new Message.HotspotMessage(hot, List.of(offered)))
                        .reason())
                .isEqualTo("the cloud recovers: pm9 is newly down");
        Drains drained = new Drains(List.of(new Message.Drain("pm2", true, false, "", "operator", now)));
        Engine draining = new AuctionEngine(settings.on("pm2").in("az"), new SplittableRandom(1));
        draining.on(new Event.Started(now, Pauses.NONE, drained));
        assertThat(bid(engine, new Message.HotspotMessage(draining.self(now), List.of(offered)))
                        .candidates())
                .containsExactly("b");
    }

    private Message.HotspotReply bid(Engine engine, Message call) {
        return engine.on(heard("pm2", "pm2/" + count, call)).stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> ((Effect.Send) effect).envelope().message())
                .map(Message.HotspotReply.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aDrainWaitsTooUnlessTheOperatorSaidNow() {
        for (boolean atOnce : new boolean[] {false, true}) {
            Message.Drain order = new Message.Drain("pm1", true, false, "", "operator", now, false, atOnce);
            Engine engine = started(new Drains(List.of(order)));
            listed(engine, new Failure("pm9", now));
            assertThat(calls(engine, 0.5, 10)).as("at once: %s", atOnce).isEqualTo(atOnce);
        }
    }
}
