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
import io.drover.model.Outcome;
import io.drover.model.ServerObservation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an order to drain makes of an agent, and of its peers. */
class DrainTest extends DrainScene {

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

    private static List<String> stays(List<Message> said) {
        return said.stream()
                .filter(Message.DrainAcknowledgement.class::isInstance)
                .flatMap(answer -> ((Message.DrainAcknowledgement) answer).progress().stays().stream())
                .map(stay -> stay.server() + ": " + stay.reason())
                .toList();
    }

    /** Else a server would neither be on its way nor have a reason to stay. */
    @Test
    void untilItsFirstAuctionHasEndedAnAgentThatStartedSaysSo() {
        Message.Drain order = order("pm1", true, false);
        Engine again = engine("pm1");
        again.on(new Event.Started(now, Pauses.NONE, new Drains(List.of(order))));
        again.on(heard("pm2", "", new Message.Hello(engine("pm2").self(now))));
        now = now.plusSeconds(30);
        assertThat(offered(told(again, observed(0.5, null, server("a", 1, null)))))
                .containsExactly("a");
        assertThat(stays(told(again, heard("cli", "", order))))
                .containsExactly("a: no auction has ended since the agent started");
        again.on(heard("cli", "", order("pm1", false, false)));
        now = now.plusSeconds(1);
        again.on(heard("cli", "", order("pm1", false, false)));
        now = now.plusSeconds(1);
        assertThat(stays(told(again, heard("cli", "", order("pm1", true, false)))))
                .as("a new order waits for its first auction")
                .isEmpty();
    }

    @Test
    void whatKeepsAllServersFromGoingIsToldForEach() {
        Engine alone = engine("pm1");
        alone.on(new Event.Started(now, Pauses.NONE));
        for (int sample = 0; sample < 6; sample++) alone.on(observed(0.5, null, server("a", 1, null)));
        alone.on(heard("cli", "", order("pm1", true, false)));
        alone.on(observed(0.5, null, server("a", 1, null)));
        assertThat(stays(told(alone, heard("cli", "", order("pm1", true, false)))))
                .containsExactly("a: no peer is there");
        Engine paused = host(server("a", 1, null));
        paused.on(heard("cli", "", new Message.Pause(true, "", "operator", now)));
        paused.on(heard("cli", "", order("pm1", true, false)));
        paused.on(observed(0.5, null, server("a", 1, null)));
        assertThat(stays(told(paused, heard("cli", "", order("pm1", true, false)))))
                .containsExactly("a: paused");
    }

    @Test
    void whereOneFailedToGoTheOthersSayWhatTheyWaitFor() {
        ServerObservation[] servers = {server("a", 1, null), server("b", 1, null)};
        Engine engine = host(servers);
        engine.on(heard("cli", "", order("pm1", true, false)));
        List<Effect> opened = engine.on(observed(0.5, null, servers));
        String auction = opened.stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> ((Effect.Send) effect).envelope().auction())
                .findFirst()
                .orElseThrow();
        Engine peer = engine("pm2");
        peer.on(new Event.Started(now, Pauses.NONE));
        for (int sample = 0; sample < 6; sample++) peer.on(observed(0.2, null));
        engine.on(heard("pm2", auction, new Message.HotspotReply(peer.self(now), List.of("a"), false, "")));
        engine.on(heard("pm2", auction, new Message.WinningBidAcknowledgement("a", true, false, "")));
        engine.on(new Event.MigrationEnded(now, auction, "a", new Outcome.Failed("broke off")));
        assertThat(stays(told(engine, heard("cli", "", order("pm1", true, false)))))
                .contains("b: the last that was to go did not: broke off");
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
        assertThat(kept.entries()).hasSize(KeptWords.STRANGERS);
        assertThat(kept.of("nobody99")).isPresent();
    }
}
