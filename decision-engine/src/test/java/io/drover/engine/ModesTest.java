package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Forecast;
import io.drover.auction.Message;
import io.drover.auction.Pauses;
import io.drover.model.HostInfo;
import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.MigrationOrder;
import io.drover.model.Mode;
import io.drover.model.Outcome;
import io.drover.model.Profile;
import io.drover.model.Resources;
import io.drover.model.ServerObservation;
import io.drover.model.Settings;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.scenario.Testbed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What an agent says and does in each mode, when it is there beside one that enforces. */
class ModesTest {

    private static final String SERVER = "6f6c5a86-5a0b-4f0a-9a55-6f0d3bb4b001";

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private int count;

    private static Engine engine(String host, Mode mode) {
        Settings usual = Testbed.settings(Profile.DEFAULT, StrategyName.PUSH, Thresholds.DEFAULT, false);
        Settings own =
                new Settings(host, "az", mode, usual.strategy(), usual.auction(), usual.migration(), usual.load());
        return new AuctionEngine(own, new SplittableRandom(1));
    }

    private List<Message> told(Engine engine, Event event) {
        return engine.on(event).stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> ((Effect.Send) effect).envelope().message())
                .toList();
    }

    private Event heard(String from, Address to, String auction, Message message) {
        return new Event.Heard(now, new Envelope(from + "/" + ++count, from, to, auction, now, message));
    }

    private Event started() {
        return new Event.Started(now, Pauses.NONE);
    }

    /** Ten seconds later; with a server while it is hot. */
    private Event observed(double load) {
        now = now.plusSeconds(10);
        ServerObservation server = ServerObservation.of(SERVER, 2)
                .load(1.5)
                .memoryMib(256)
                .dirtyRate(1)
                .resources(Resources.of(2, 256, 1))
                .build();
        return new Event.Observed(
                now,
                new HostObservation(
                        now,
                        4,
                        OptionalDouble.of(4 * load),
                        HostUsage.UNKNOWN,
                        Resources.of(8, 4096, 100),
                        Optional.empty(),
                        load > 0.7 ? List.of(server) : List.of(),
                        List.of(),
                        OptionalInt.empty(),
                        Optional.empty()));
    }

    private HostInfo self(Engine engine) {
        return engine.self(now);
    }

    private Message hotspot() {
        Engine hot = engine("pm1", Mode.ENFORCE);
        hot.on(started());
        List<Message> said = new ArrayList<>();
        hot.on(heard("pm2", Address.FLEET, "", new Message.Hello(self(engine("pm2", Mode.ENFORCE)))));
        for (int sample = 0; sample < 6; sample++) said.addAll(told(hot, observed(0.95)));
        return said.stream()
                .filter(Message.HotspotMessage.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void offAnswersNothingButMeasurementAndPause() {
        Engine off = engine("pm2", Mode.OFF);
        assertThat(told(off, started()))
                .singleElement()
                .isInstanceOfSatisfying(
                        Message.Hello.class,
                        hello -> assertThat(hello.self().standing().mode()).isEqualTo(Mode.OFF));
        Message hotspot = hotspot();
        HostInfo peer = ((Message.HotspotMessage) hotspot).self();
        assertThat(told(off, heard("pm1", Address.FLEET, "", new Message.Hello(peer))))
                .isEmpty();
        assertThat(told(off, heard("pm1", Address.host("pm2"), "", new Message.Hello(peer))))
                .isEmpty();
        assertThat(told(off, heard("pm1", Address.FLEET, "pm1/a", hotspot))).isEmpty();
        assertThat(told(off, heard("pm1", Address.FLEET, "pm1/b", new Message.StealBroadcast(peer))))
                .isEmpty();
        assertThat(told(off, new Event.PeersListed(now, List.of("pm1", "pm3")))).isEmpty();
        assertThat(told(off, heard("mp", Address.FLEET, "", new Message.MeasurementRequest(Instant.EPOCH))))
                .singleElement()
                .isInstanceOf(Message.MeasurementReply.class);
        assertThat(told(off, heard("cli", Address.FLEET, "", new Message.Pause(true, "", "operator", now))))
                .singleElement()
                .isInstanceOf(Message.PauseAcknowledgement.class);
    }

    @Test
    void aCallWithoutAnAuctionIsNoneAndLocksNothing() {
        Engine cold = engine("pm2", Mode.ENFORCE);
        cold.on(started());
        for (int sample = 0; sample < 6; sample++) cold.on(observed(0.2));
        Message hotspot = hotspot();
        HostInfo peer = ((Message.HotspotMessage) hotspot).self();
        assertThat(told(cold, heard("pm1", Address.FLEET, "", hotspot))).isEmpty();
        Forecast forecast = new Forecast(0.7, 0.9, 12, 0.1);
        Message attempt = new Message.StealAttempt(SERVER, "pm2", peer, forecast);
        assertThat(told(cold, heard("pm1", Address.host("pm2"), "", attempt))).isEmpty();
        assertThat(self(cold).standing().unavailable()).isEmpty();
        assertThat(told(cold, heard("pm1", Address.FLEET, "pm1/a", hotspot))).isNotEmpty();
        assertThat(self(cold).standing().unavailable()).isEqualTo("locked by auction pm1/a");
    }

    @Test
    void observeIsAPeerAndAnswersEmptyWithTheReason() {
        Engine observing = engine("pm2", Mode.OBSERVE);
        observing.on(started());
        for (int sample = 0; sample < 6; sample++) observing.on(observed(0.2));
        assertThat(self(observing).load().normalized()).isCloseTo(0.2, within(1e-9));
        Message hotspot = hotspot();
        HostInfo peer = ((Message.HotspotMessage) hotspot).self();
        assertThat(told(observing, heard("pm1", Address.host("pm2"), "", new Message.Hello(peer))))
                .singleElement()
                .isInstanceOf(Message.HelloReply.class);
        assertThat(told(observing, heard("pm1", Address.FLEET, "pm1/a", hotspot)))
                .singleElement()
                .isInstanceOfSatisfying(Message.HotspotReply.class, reply -> {
                    assertThat(reply.candidates()).isEmpty();
                    assertThat(reply.reason()).isEqualTo("mode observe");
                });
    }

    @Test
    void whoIsSwitchedOffIsNobodysPeerAnyMore() {
        Engine hot = engine("pm1", Mode.ENFORCE);
        hot.on(started());
        hot.on(heard("pm2", Address.FLEET, "", new Message.Hello(self(engine("pm2", Mode.ENFORCE)))));
        hot.on(heard("pm2", Address.FLEET, "", new Message.Hello(self(engine("pm2", Mode.OFF)))));
        List<String> said = new ArrayList<>();
        for (int sample = 0; sample < 6; sample++) {
            for (Effect effect : hot.on(observed(0.95))) {
                if (effect instanceof Effect.Say say) said.add(say.note().text());
                assertThat(effect).isNotInstanceOf(Effect.Send.class);
            }
        }
        assertThat(said).contains("hot, but no peer is there");
    }

    @Test
    void whatWasOrderedBeforeItWasSwitchedOffIsStillFinishedAndTold() {
        Engine off = engine("pm1", Mode.OFF);
        off.on(started());
        off.on(new Event.Resumed(now, new MigrationOrder("pm1/a", SERVER, "pm1", "pm2", now, 12, 0.1)));
        List<Message> said = told(off, new Event.MigrationEnded(now, "pm1/a", SERVER, new Outcome.Done(10)));
        assertThat(said)
                .isNotEmpty()
                .allSatisfy(message -> assertThat(message)
                        .isInstanceOfSatisfying(
                                Message.MigrationAcknowledgement.class,
                                told -> assertThat(told.ok()).isTrue()));
    }
}
