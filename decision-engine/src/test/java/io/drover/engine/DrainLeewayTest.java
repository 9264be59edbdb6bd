package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Drains;
import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Pauses;
import io.drover.model.DrainSettings;
import io.drover.model.DrainSettings.OnStall;
import io.drover.model.Profile;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.ServerObservation;
import io.drover.model.Settings;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.scenario.Testbed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a drain may do that balancing may not, and what comes after it. */
class DrainLeewayTest extends DrainScene {

    @Test
    void whatDirtiesFasterThanTheLinkGoesByForceIfTheOperatorSaysSo() {
        for (OnStall onStall : OnStall.values()) {
            boolean forces = onStall == OnStall.FORCE_COMPLETE;
            Settings usual = Testbed.settings(Profile.DEFAULT, StrategyName.HYBRID, Thresholds.DEFAULT, false);
            Engine engine = new AuctionEngine(
                    usual.with(new DrainSettings(2, 0.85, onStall)).on("pm1").in("az"), new SplittableRandom(1));
            engine.on(new Event.Started(now, Pauses.NONE));
            engine.on(heard("pm2", "", new Message.Hello(engine("pm2").self(now))));
            ServerObservation hasty = ServerObservation.of("a", 2)
                    .load(0.5)
                    .memoryMib(256)
                    .dirtyRate(5000)
                    .resources(Resources.of(2, 256, 1))
                    .build();
            for (int sample = 0; sample < 6; sample++) engine.on(observed(0.5, null, hasty));
            engine.on(heard("cli", "", order("pm1", true, false)));
            List<Effect> opened = engine.on(observed(0.5, null, hasty));
            assertThat(offered(said(opened))).hasSize(forces ? 1 : 0);
            if (!forces) continue;
            String auction = opened.stream()
                    .filter(Effect.Send.class::isInstance)
                    .map(effect -> ((Effect.Send) effect).envelope().auction())
                    .findFirst()
                    .orElseThrow();
            Engine peer = engine("pm2");
            peer.on(new Event.Started(now, Pauses.NONE));
            for (int sample = 0; sample < 6; sample++) peer.on(observed(0.2, null));
            engine.on(heard("pm2", auction, new Message.HotspotReply(peer.self(now), List.of("a"), false, "")));
            assertThat(engine.on(heard("pm2", auction, new Message.WinningBidAcknowledgement("a", true, false, ""))))
                    .filteredOn(Effect.Migrate.class::isInstance)
                    .singleElement()
                    .satisfies(effect -> assertThat(
                                    ((Effect.Migrate) effect).order().forced())
                            .isTrue());
        }
    }

    @Test
    void softGroupsBendWhenNobodyTakesWhatIsLeftAndHardOnesDoNot() {
        ServerObservation[] servers = {grouped("a", List.of("soft")), grouped("b", List.of())};
        Engine engine = host(servers);
        engine.on(heard("cli", "", order("pm1", true, false)));
        List<Effect> opened = engine.on(observed(0.5, null, servers));
        assertThat(groups(said(opened))).containsExactly(List.of("hard", "soft"), List.of("hard", "soft"));
        Engine peer = engine("pm2");
        peer.on(new Event.Started(now, Pauses.NONE));
        for (int sample = 0; sample < 6; sample++) peer.on(observed(0.2, null));
        String auction = opened.stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> ((Effect.Send) effect).envelope().auction())
                .findFirst()
                .orElseThrow();
        Message nothing = new Message.HotspotReply(peer.self(now), List.of(), false, "a member is here");
        assertThat(engine.on(heard("pm2", auction, nothing)))
                .filteredOn(effect -> effect instanceof Effect.Say say
                        && say.note().text().contains("soft anti-affinity groups bend"))
                .hasSize(1);
        List<Message> again = new ArrayList<>();
        for (int sample = 0; sample < 30 && again.isEmpty(); sample++) {
            again.addAll(told(engine, observed(0.5, null, servers)));
        }
        assertThat(groups(again)).containsExactly(List.of("hard"), List.of("hard", "soft"));
    }

    private static List<List<String>> groups(List<Message> said) {
        return said.stream()
                .filter(Message.HotspotMessage.class::isInstance)
                .flatMap(message -> ((Message.HotspotMessage) message).servers().stream())
                .map(ServerInfo::antiAffinity)
                .toList();
    }

    /** In both groups; it came long ago. */
    private ServerObservation grouped(String id, List<String> soft) {
        return ServerObservation.of(id, 2)
                .load(0.5)
                .memoryMib(256)
                .dirtyRate(1)
                .resources(Resources.of(2, 256, 1))
                .apart(List.of("hard", "soft"), soft)
                .build();
    }

    @Test
    void whatCameByADrainMayGoHomeHoweverLatelyItMoved() {
        Engine drained = host(server("a", 0.9, null));
        Message.Drain order = order("pm1", true, false);
        drained.on(heard("cli", "", order));
        Message call =
                told(drained, observed(0.5, null, server("a", 0.9, null))).get(0);
        Engine peer = engine("pm2", true);
        peer.on(new Event.Started(now, Pauses.NONE));
        peer.on(heard("cli", "", order));
        for (int sample = 0; sample < 6; sample++) peer.on(observed(0.4, null, server("own", 1, null)));
        assertThat(told(peer, heard("pm1", "pm1/1", call))).hasSize(1);
        peer.on(heard("pm1", "pm1/1", new Message.WinningBidAnnouncement("a", "pm2")));
        List<Effect> arrived =
                peer.on(heard("pm1", "pm1/1", new Message.MigrationAcknowledgement("a", "pm2", true, "", 5, 1)));
        Drains kept = arrived.stream()
                .filter(Effect.Keep.class::isInstance)
                .map(effect -> ((Effect.Keep) effect).drains())
                .findFirst()
                .orElseThrow();
        assertThat(kept.guests()).containsExactly(new Drains.Guest("a", "pm1"));

        Engine again = engine("pm2", true);
        again.on(new Event.Started(now, Pauses.NONE, kept));
        ServerObservation guest = lately("a", 0.9);
        for (int sample = 0; sample < 6; sample++) again.on(observed(0.6, null, guest, server("own", 1, null)));
        Message.StealBroadcast cold = new Message.StealBroadcast(engine("pm1").self(now));
        assertThat(given(again, cold)).as("before it is undrained").doesNotContain("a");
        Message.Drain back = new Message.Drain("pm1", false, false, "", "operator", now, true, false);
        again.on(heard("cli", "", back));
        assertThat(given(again, cold)).contains("a");
        assertThat(given(again, new Message.StealBroadcast(engine("pm3").self(now))))
                .as("to somebody else")
                .doesNotContain("a");
        now = now.plusSeconds(3600);
        again.on(observed(0.6, null, lately("a", 0.9), server("own", 1, null)));
        assertThat(given(again, cold)).as("an hour later").doesNotContain("a");
    }

    private List<String> given(Engine peer, Message.StealBroadcast cold) {
        String caller = cold.self().host();
        return told(peer, heard(caller, caller + "/" + ++count, cold)).stream()
                .filter(Message.StealBroadcastReply.class::isInstance)
                .flatMap(message -> ((Message.StealBroadcastReply) message).servers().stream())
                .map(ServerInfo::id)
                .toList();
    }

    /** It moved a minute ago. */
    private ServerObservation lately(String id, double load) {
        return ServerObservation.of(id, 2)
                .load(load)
                .memoryMib(256)
                .dirtyRate(1)
                .resources(Resources.of(2, 256, 1))
                .moved(List.of(now.minusSeconds(60)))
                .build();
    }
}
