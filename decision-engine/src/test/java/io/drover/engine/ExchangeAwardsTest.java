package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Message.HotspotReply;
import io.drover.auction.Message.WinningBidAnnouncement;
import io.drover.auction.Pauses;
import io.drover.model.Habit;
import io.drover.model.HostInfo;
import io.drover.model.Mode;
import io.drover.model.Profile;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.ServerUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What pm1 awards of what it is offered. */
class ExchangeAwardsTest extends ExchangeScene {

    /** What pm1 awards after pm2 has answered, and others. */
    private Optional<WinningBidAnnouncement> award(HotspotReply answer, HotspotReply... others) {
        AuctionEngine engine = engine("pm1", Profile.DEFAULT, Mode.ENFORCE);
        engine.on(new Event.Started(now, Pauses.NONE));
        hears(engine, "pm2", "", new Message.HelloReply(answer.self(), List.of(), Pauses.NONE));
        for (HotspotReply other : others) {
            String peer = other.self().host();
            hears(engine, peer, "", new Message.HelloReply(other.self(), List.of(), Pauses.NONE));
        }
        List<Effect> effects = new ArrayList<>();
        for (int i = 0;
                i < 8 && said(effects, Message.HotspotMessage.class).findAny().isEmpty();
                i++) {
            effects.addAll(sample(
                    engine,
                    6.2,
                    server("h1", 3.6).apart(List.of("group"), List.of()).build(),
                    server("h2", 2.56).build()));
        }
        String auction = effects.stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> ((Effect.Send) effect).envelope())
                .filter(envelope -> envelope.message() instanceof Message.HotspotMessage)
                .map(Envelope::auction)
                .findFirst()
                .orElseThrow();
        for (HotspotReply other : others) hears(engine, other.self().host(), auction, other);
        return said(hears(engine, "pm2", auction, answer), WinningBidAnnouncement.class)
                .findFirst();
    }

    private static HotspotReply answer(HostInfo self, List<String> candidates, ServerInfo returned) {
        return new HotspotReply(self, candidates, new TreeMap<>(Map.of("h2", returned)), false, "");
    }

    private static ServerInfo returned(double load, List<String> groups, Optional<String> zone) {
        return new ServerInfo(
                "g2", 2, load, load, 256, 1, Resources.of(2, 256, 1), groups, ServerUsage.UNKNOWN, Habit.UNKNOWN, zone);
    }

    @Test
    void itIsAwardedWhereWhatComesBackFits() {
        HostInfo pm2 = bidder().self(now);
        ServerInfo light = returned(1.28, List.of(), Optional.empty());
        assertThat(award(answer(pm2, List.of(), light))).hasValue(new WinningBidAnnouncement("h2", "pm2"));
        ServerInfo apart = returned(1.28, List.of("group"), Optional.empty());
        assertThat(award(answer(pm2, List.of(), apart))).isEmpty();
        zone = Optional.of("az1");
        ServerInfo pinned = returned(1.28, List.of(), Optional.of("az2"));
        assertThat(award(answer(pm2, List.of(), pinned))).isEmpty();
        free = Resources.of(-1, 4096, 100);
        assertThat(award(answer(pm2, List.of(), light))).isEmpty();
        free = Resources.of(0, 4096, 100);
        assertThat(award(answer(pm2, List.of(), light)))
                .as("what has left makes room")
                .isPresent();
    }

    /** pm1 is at 0.775 of 8 CPUs: 0.11 CPUs less are worth one move, and not two. */
    @Test
    void itIsAwardedWhereItSparesHeatForThePriceOfTwoMoves() {
        HostInfo pm2 = bidder().self(now);
        assertThat(award(answer(pm2, List.of(), returned(2.6, List.of(), Optional.empty()))))
                .isEmpty();
        assertThat(award(answer(pm2, List.of(), returned(2.45, List.of(), Optional.empty()))))
                .isEmpty();
        assertThat(award(answer(pm2, List.of(), returned(2.3, List.of(), Optional.empty()))))
                .isPresent();
        assertThat(award(answer(pm2, List.of(), returned(0.1, List.of(), Optional.empty()))))
                .as("pm2 would still be hot")
                .isEmpty();
    }

    /** Who is busy now may soon have room for one server alone. */
    @Test
    void itWaitsForThoseThatAreBusy() {
        HostInfo pm2 = bidder().self(now);
        HostInfo pm3 =
                HostInfo.of("pm3", pm2.group(), pm2.load()).free(pm2.free()).build();
        HotspotReply answer = answer(pm2, List.of(), returned(1.28, List.of(), Optional.empty()));
        assertThat(award(answer, new HotspotReply(pm3, List.of(), true, "settling")))
                .isEmpty();
        assertThat(award(answer, new HotspotReply(pm3, List.of(), false, "full")))
                .isPresent();
    }
}
