package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Address;
import io.drover.auction.DrainProgress;
import io.drover.auction.Drains;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Pauses;
import io.drover.auction.Situation.Refused;
import io.drover.model.ChangeWindows;
import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.Profile;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
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

/** What an order to drain makes of an agent, and of its peers. */
class DrainTest {

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private int count;

    private static Engine engine(String host) {
        Settings usual = Testbed.settings(Profile.DEFAULT, StrategyName.HYBRID, Thresholds.DEFAULT, false);
        ChangeWindows never = at -> false;
        Settings closed =
                usual.with(usual.migration().toBuilder().windows(never).build());
        return new AuctionEngine(closed.on(host).in("az"), new SplittableRandom(1));
    }

    private List<Message> told(Engine engine, Event event) {
        return said(engine.on(event));
    }

    private static List<Message> said(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> ((Effect.Send) effect).envelope().message())
                .toList();
    }

    private Event heard(String from, String auction, Message message) {
        return new Event.Heard(now, new Envelope(from + "/" + ++count, from, Address.FLEET, auction, now, message));
    }

    private Message.Drain order(String host, boolean draining, boolean excludedToo) {
        return new Message.Drain(host, draining, excludedToo, "new disk", "operator", now);
    }

    private static ServerObservation server(String id, double load, String immovable) {
        return new ServerObservation(
                id,
                2,
                load < 0 ? OptionalDouble.empty() : OptionalDouble.of(load),
                256,
                OptionalDouble.of(1),
                Resources.of(2, 256, 1),
                List.of(),
                Optional.ofNullable(immovable),
                List.of(Instant.parse("2026-03-01T11:57:30Z")));
    }

    /** Ten seconds later, on four CPUs. */
    private Event observed(double load, String closed, ServerObservation... servers) {
        now = now.plusSeconds(10);
        return new Event.Observed(
                now,
                new HostObservation(
                        now,
                        4,
                        OptionalDouble.of(4 * load),
                        new HostUsage(4096L, 1024L, null, null),
                        Resources.of(8, 4096, 100),
                        Optional.ofNullable(closed),
                        List.of(servers),
                        List.of(),
                        OptionalInt.empty(),
                        Optional.empty()));
    }

    /** At half its load, with a peer; all of its servers have moved lately and no window is open. */
    private Engine host(ServerObservation... servers) {
        Engine engine = engine("pm1");
        engine.on(new Event.Started(now, Pauses.NONE));
        engine.on(heard("pm2", "", new Message.Hello(engine("pm2").self(now))));
        for (int sample = 0; sample < 6; sample++) {
            assertThat(told(engine, observed(0.5, null, servers))).isEmpty();
        }
        return engine;
    }

    private static List<String> offered(List<Message> said) {
        return said.stream()
                .filter(Message.HotspotMessage.class::isInstance)
                .flatMap(message -> ((Message.HotspotMessage) message).servers().stream())
                .map(ServerInfo::id)
                .toList();
    }

    @Test
    void aHostThatDrainsOffersAllThatCanGoAtAnyTime() {
        ServerObservation[] servers = {
            server("a", 1, null),
            server("b", -1, null),
            server("c", 1, "is excluded by tag x"),
            server("d", 0.1, "is locked")
        };
        Engine engine = host(servers);
        List<Message> answer = told(engine, heard("cli", "", order("pm1", true, false)));
        assertThat(answer)
                .singleElement()
                .isEqualTo(new Message.DrainAcknowledgement(
                        "pm1",
                        true,
                        new DrainProgress(
                                4,
                                1024,
                                0,
                                List.of(new Refused("c", "is excluded by tag x"), new Refused("d", "is locked")))));
        assertThat(offered(told(engine, observed(0.5, null, servers)))).containsExactly("a", "b");
    }

    @Test
    void excludedServersGoWhenTheOperatorSaysSoAndLockedOnesDoNot() {
        ServerObservation[] servers = {server("c", 1, "is excluded by tag x"), server("d", 0.1, "is locked")};
        Engine engine = host(servers);
        engine.on(heard("cli", "", order("pm1", true, true)));
        assertThat(offered(told(engine, observed(0.5, null, servers)))).containsExactly("c");
    }

    @Test
    void aServiceThatIsDisabledForADrainIsAnOrder() {
        Engine engine = host(server("a", 1, null));
        assertThat(offered(told(engine, observed(0.5, "service disabled: firmware", server("a", 1, null)))))
                .isEmpty();
        assertThat(offered(
                        told(engine, observed(0.5, "service disabled: drover:drain firmware", server("a", 1, null)))))
                .containsExactly("a");
        assertThat(engine.self(now).standing().draining()).isTrue();
        engine.on(observed(0.5, null, server("a", 1, null)));
        assertThat(engine.self(now).standing().draining()).isFalse();
    }

    @Test
    void anOrderOutlivesARestartIsHandedOnAndEndsByANewerOne() {
        Engine engine = engine("pm1");
        engine.on(new Event.Started(now, Pauses.NONE));
        Message.Drain order = order("pm1", true, false);
        List<Effect> effects = engine.on(heard("cli", "", order));
        Drains kept = new Drains(List.of(order));
        assertThat(effects).contains(new Effect.Keep(Pauses.NONE, kept));
        Engine again = engine("pm1");
        again.on(new Event.Started(now, Pauses.NONE, kept));
        assertThat(again.self(now).standing().draining()).isTrue();
        Message probe = new Message.Hello(engine("pm3").self(now));
        Event asked = new Event.Heard(now, new Envelope("pm3/1", "pm3", Address.host("pm1"), "", now, probe));
        Message greeting = told(again, asked).get(0);
        assertThat(((Message.HelloReply) greeting).drains()).isEqualTo(kept);
        Engine newcomer = engine("pm4");
        newcomer.on(new Event.Started(now, Pauses.NONE));
        assertThat(newcomer.on(heard("pm1", "", greeting))).contains(new Effect.Keep(Pauses.NONE, kept));
        again.on(heard("cli", "", order("pm1", false, false)));
        assertThat(again.self(now).standing().draining()).as("of one instant").isTrue();
        now = now.plusSeconds(1);
        again.on(heard("cli", "", order("pm1", false, false)));
        assertThat(again.self(now).standing().draining()).isFalse();
    }

    @Test
    void aPeerTakesUpToTheCeilingUnlessItDrainsIsClosedOrIsHot() {
        Engine drained = host(server("a", 0.9, null));
        drained.on(heard("cli", "", order("pm1", true, false)));
        Message call =
                told(drained, observed(0.5, null, server("a", 0.9, null))).get(0);
        assertThat(bids(0.5, null, call)).as("0.725 is below the ceiling").isOne();
        assertThat(bids(0.65, null, call)).as("0.875 is not").isZero();
        assertThat(bids(0.72, null, call)).as("hot").isZero();
        assertThat(bids(0.2, "service disabled", call)).as("closed").isZero();
        assertThat(bids(0.2, "service disabled: drover:drain", call))
                .as("drains")
                .isZero();
    }

    private int bids(double load, String closed, Message call) {
        Engine peer = engine("pm2");
        peer.on(new Event.Started(now, Pauses.NONE));
        ServerObservation own = server("own", 1, null);
        for (int sample = 0; sample < 6; sample++) peer.on(observed(load, closed, own));
        List<Message> answers = told(peer, heard("pm1", "pm1/call", call));
        return ((Message.HotspotReply) answers.get(0)).candidates().size();
    }

    @Test
    void whoOrdersTooOftenIsNotHeard() {
        Engine engine = engine("pm1");
        engine.on(new Event.Started(now, Pauses.NONE));
        int heard = 0;
        for (int order = 0; order < 300; order++) {
            now = now.plusMillis(100);
            List<Effect> effects = engine.on(heard("cli", "", order("pm1", order % 2 == 0, false)));
            if (effects.stream().anyMatch(Effect.Keep.class::isInstance)) heard++;
        }
        assertThat(heard).isEqualTo(200);
    }

    @Test
    void ordersAboutInventedHostsFillNoMemory() {
        Engine engine = engine("pm1");
        engine.on(new Event.Started(now, Pauses.NONE));
        List<Effect> all = new ArrayList<>();
        for (int host = 0; host < 100; host++) {
            now = now.plusSeconds(1);
            all.addAll(engine.on(heard("cli", "", order("nobody" + host, true, false))));
        }
        Drains kept = all.stream()
                .filter(Effect.Keep.class::isInstance)
                .map(effect -> ((Effect.Keep) effect).drains())
                .reduce((before, after) -> after)
                .orElseThrow();
        assertThat(kept.entries()).hasSize(DrainWords.STRANGE_HOSTS);
        assertThat(kept.of("nobody99")).isPresent();
    }
}
