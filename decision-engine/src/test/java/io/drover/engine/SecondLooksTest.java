package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Forecast;
import io.drover.auction.Message;
import io.drover.auction.Pauses;
import io.drover.model.HostInfo;
import io.drover.model.MigrationInProgress;
import io.drover.model.MigrationOrder;
import io.drover.model.ServerInfo;
import io.drover.model.Settings.StrategyName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Between a word and the next the world may change: both ends look again before they agree, and free whom they bound. */
class SecondLooksTest extends SecondLooksScene {

    private static final List<String> SERVERS = List.of("s1", "s2", "s3");

    @Test
    void theWinnerLooksAgain() {
        AuctionEngine unsound = bidder();
        sample(unsound, 0.8, List.of(), null, null, "Nova answered 500");
        assertThat(said(awarded(unsound), Message.WinningBidAcknowledgement.class))
                .singleElement()
                .matches(told -> !told.ok());
        AuctionEngine closed = bidder();
        sample(closed, 0.8, List.of(), null, "service disabled", null);
        assertThat(said(awarded(closed), Message.WinningBidAcknowledgement.class))
                .singleElement()
                .matches(told -> !told.ok());
        AuctionEngine same = bidder();
        sample(same, 0.8, List.of(), null, null, null);
        assertThat(said(awarded(same), Message.WinningBidAcknowledgement.class))
                .singleElement()
                .matches(told -> told.ok());
    }

    /** A promise does not tell of what an operator has begun since. */
    @Test
    void theWinnerLooksAgainAtItsHost() {
        AuctionEngine moving = bidder();
        sample(moving, 0.8, List.of(), null, null, null, List.of(new MigrationInProgress("s9", "pm8", "pm2")));
        assertThat(said(awarded(moving), Message.WinningBidAcknowledgement.class))
                .singleElement()
                .matches(told -> !told.ok() && told.busy() && told.reason().equals("migrating: s9 by others"));
    }

    /** Until a sample shows what the last server adds, the host does not know what it could take. */
    @Test
    void aHostThatSettlesTakesNothing() {
        HostInfo hot = idle("pm3");
        AuctionEngine engine = bidder();
        assertThat(said(awarded(engine), Message.WinningBidAcknowledgement.class))
                .allMatch(Message.WinningBidAcknowledgement::ok);
        hears(engine, "pm1", new Message.MigrationAcknowledgement("s1", "pm2", true, "", 1));
        auction = "pm3/a";
        Message call = new Message.HotspotMessage(hot, List.of(offered("s2")));
        assertThat(said(hears(engine, "pm3", call), Message.HotspotReply.class))
                .singleElement()
                .matches(told -> told.candidates().isEmpty()
                        && told.busy()
                        && told.reason().equals("settling after auction pm1/a"));
    }

    /** Else its own question is in vain as soon as it has bid, and whoever it asked has answered for nothing. */
    @Test
    void aColdHostThatAsksBidsForNothing() {
        HostInfo hot = idle("pm1");
        AuctionEngine engine = engine("pm2", StrategyName.HYBRID);
        auction = "";
        hears(engine, "pm1", new Message.HelloReply(hot, List.of(), Pauses.NONE));
        String own = "";
        for (int i = 0; i < 6 && own.isEmpty(); i++) {
            own = envelopes(sample(engine, 0.8, List.of(), null, null, null))
                    .filter(envelope -> envelope.message() instanceof Message.StealBroadcast)
                    .map(Envelope::auction)
                    .findFirst()
                    .orElse("");
        }
        assertThat(own).isNotEmpty();
        String locked = "locked by auction " + own;
        auction = "pm1/a";
        Message call = new Message.HotspotMessage(hot, List.of(offered("s1")));
        assertThat(said(hears(engine, "pm1", call), Message.HotspotReply.class))
                .singleElement()
                .matches(told -> told.candidates().isEmpty()
                        && told.busy()
                        && told.reason().equals(locked));
    }

    /** It has awarded a server to one of two bidders, whose name is the element of the list. */
    private AuctionEngine auctioneer(List<String> winner) {
        HostInfo pm2 = idle("pm2");
        HostInfo pm3 = idle("pm3");
        AuctionEngine engine = engine("pm1");
        auction = "";
        hears(engine, "pm2", new Message.HelloReply(pm2, List.of(), Pauses.NONE));
        hears(engine, "pm3", new Message.HelloReply(pm3, List.of(), Pauses.NONE));
        List<Effect> effects = List.of();
        for (int i = 0; i < 6 && auction.isEmpty(); i++) {
            effects = sample(engine, 6.8, SERVERS, null, null, null);
            auction = envelopes(effects)
                    .filter(envelope -> envelope.message() instanceof Message.HotspotMessage)
                    .map(Envelope::auction)
                    .findFirst()
                    .orElse("");
        }
        hears(engine, "pm2", new Message.HotspotReply(pm2, SERVERS, false, ""));
        effects = hears(engine, "pm3", new Message.HotspotReply(pm3, SERVERS, false, ""));
        said(effects, Message.WinningBidAnnouncement.class).forEach(award -> {
            winner.add(award.issuer());
            winner.add(award.server());
        });
        assertThat(winner).hasSize(2);
        return engine;
    }

    private List<Effect> agrees(AuctionEngine engine, String who, String server) {
        return hears(engine, who, new Message.WinningBidAcknowledgement(server, true, false, ""));
    }

    private static boolean orders(List<Effect> effects) {
        return effects.stream().anyMatch(Effect.Migrate.class::isInstance);
    }

    @Test
    void theAuctioneerLooksAgain() {
        List<String> winner = new ArrayList<>();
        AuctionEngine engine = auctioneer(winner);
        sample(engine, 6.8, SERVERS, "locked", null, null);
        List<Effect> effects = agrees(engine, winner.get(0), winner.get(1));
        assertThat(orders(effects)).isFalse();
        assertThat(released(effects)).containsExactlyInAnyOrder(Address.host("pm2"), Address.host("pm3"));
    }

    /** Before the winner has agreed, its server is nobody else's: two orders for it may be one too many. */
    @Test
    void aServerThatIsAwardedIsNotGivenToAnother() {
        List<String> winner = new ArrayList<>();
        AuctionEngine engine = auctioneer(winner);
        HostInfo cold = idle("pm4");
        String own = auction;
        auction = "pm4/a";
        assertThat(said(hears(engine, "pm4", new Message.StealBroadcast(cold)), Message.StealBroadcastReply.class))
                .singleElement()
                .satisfies(told -> assertThat(told.servers())
                        .extracting(ServerInfo::id)
                        .isNotEmpty()
                        .doesNotContain(winner.get(1)));
        Message attempt = new Message.StealAttempt(winner.get(1), "pm1", cold, new Forecast(0.7, 0.9, 12, 0.1));
        List<Effect> effects = hears(engine, "pm4", attempt);
        assertThat(orders(effects)).isFalse();
        assertThat(said(effects, Message.StealAttemptAcknowledgement.class))
                .singleElement()
                .matches(told -> !told.ok() && told.reason().contains("locked by auction " + own));
    }

    @Test
    void onlyTheWinnersWordCounts() {
        List<String> winner = new ArrayList<>();
        AuctionEngine engine = auctioneer(winner);
        String other = winner.get(0).equals("pm2") ? "pm3" : "pm2";
        assertThat(orders(agrees(engine, other, winner.get(1)))).isFalse();
        List<Effect> effects = agrees(engine, winner.get(0), winner.get(1));
        assertThat(orders(effects)).isTrue();
        assertThat(said(effects, Message.WinningBidAnnouncement.class))
                .as("the other is told")
                .hasSize(1);
    }

    @Test
    void aBidThatComesAfterTheEndIsReleased() {
        AuctionEngine engine = auctioneer(new ArrayList<>());
        engine.on(new Event.Stopping(now));
        List<Effect> effects = hears(engine, "pm4", new Message.HotspotReply(idle("pm4"), SERVERS, false, ""));
        assertThat(released(effects)).containsExactly(Address.host("pm4"));
    }

    @Test
    void anOrderOfTheRunBeforeIsWatchedAndNotGivenAgain() {
        AuctionEngine engine = engine("pm1");
        MigrationOrder order = new MigrationOrder(auction, "s1", "pm1", "pm2", now, 12, 0.1);
        List<Effect> effects = engine.on(new Event.Resumed(now, order));
        assertThat(effects).contains(new Effect.Watch(order, now.plusSeconds(60)));
        assertThat(effects).noneMatch(Effect.Migrate.class::isInstance);
    }

    @Test
    void whoeverIsBoundIsReleasedWhenTheAgentStops() {
        List<String> winner = new ArrayList<>();
        AuctionEngine engine = auctioneer(winner);
        assertThat(released(engine.on(new Event.Stopping(now))))
                .containsExactlyInAnyOrder(Address.host("pm2"), Address.host("pm3"));
    }
}
