package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Message.HotspotReply;
import io.drover.auction.Pauses;
import io.drover.auction.TimerId;
import io.drover.model.Habit;
import io.drover.model.HostInfo;
import io.drover.model.HostUsage;
import io.drover.model.Mode;
import io.drover.model.Profile;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.ServerObservation;
import io.drover.model.ServerUsage;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.scenario.Testbed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What pm2 bids, and what it says when it wins. */
class ExchangesTest extends ExchangeScene {

    /** With h1 beside both of its own it would be at 0.91 until one has left, more than a drain may bring a host to. */
    @Test
    void whereNothingFitsTheLightestOfItsOwnThatMakesRoomIsBid() {
        HotspotReply bid = bid(bidder());
        assertThat(bid.candidates()).isEmpty();
        assertThat(bid.exchanges()).containsOnlyKeys("h2");
        assertThat(bid.exchanges().get("h2").id()).isEqualTo("g2");
        assertThat(bid.reason()).contains("its push threshold is 0.7");
    }

    @Test
    void whoCanTakeAnyAloneOffersNone() {
        AuctionEngine engine = bidder();
        Message call = new Message.HotspotMessage(hot(Mode.ENFORCE), List.of(LESS_HEAVY, offered("s", 0.5)));
        assertThat(said(hears(engine, "pm1", AUCTION, call), HotspotReply.class))
                .singleElement()
                .matches(bid ->
                        bid.candidates().equals(List.of("s")) && bid.exchanges().isEmpty());
    }

    /** Whoever calls again and again is kept in mind a few times, and for little each time. */
    @Test
    void fewAreOfferedAndFewAreOpen() {
        AuctionEngine engine = bidder();
        HostInfo hot = hot(Mode.ENFORCE);
        List<ServerInfo> many = IntStream.range(0, 1000)
                .mapToObj(i -> offered("many" + i, 2.56 - i * 1e-4))
                .toList();
        int offering = 0;
        for (int call = 0; call < 20; call++) {
            Message message = new Message.HotspotMessage(hot, many);
            HotspotReply bid = said(hears(engine, "pm1", "pm1/" + call, message), HotspotReply.class)
                    .findFirst()
                    .orElseThrow();
            assertThat(bid.exchanges()).hasSizeLessThanOrEqualTo(16);
            if (!bid.exchanges().isEmpty()) offering++;
        }
        assertThat(offering).isEqualTo(8);
    }

    @Test
    void whoDoesNotPushOffersNone() {
        AuctionEngine pulls = new AuctionEngine(
                Testbed.settings(Profile.DEFAULT, StrategyName.PULL, Thresholds.DEFAULT, false)
                        .on("pm2"),
                new SplittableRandom(1));
        pulls.on(new Event.Started(now, Pauses.NONE));
        for (int i = 0; i < 6; i++) sampleOfBidder(pulls);
        assertThat(bid(pulls).exchanges()).isEmpty();
    }

    @Test
    void whatMayNotGoWithoutAWordIsNotOffered() {
        AuctionEngine engine = engine("pm2", Profile.DEFAULT, Mode.ENFORCE);
        engine.on(new Event.Started(now, Pauses.NONE));
        ServerObservation advised = server("g2", 1.28).mode(Mode.ADVISE).build();
        for (int i = 0; i < 6; i++)
            sample(engine, 3.7, server("g1", 2.4).mode(Mode.ADVISE).build(), advised);
        assertThat(bid(engine).exchanges()).isEmpty();
    }

    @Test
    void itLocksNobody() {
        AuctionEngine engine = bidder();
        bid(engine);
        assertThat(engine.self(now).standing().lockedBy()).isEmpty();
        HostInfo other = hot(Mode.ENFORCE);
        Message call = new Message.HotspotMessage(other, List.of(offered("s", 0.5)));
        assertThat(said(hears(engine, "pm1", "pm1/b", call), HotspotReply.class))
                .singleElement()
                .matches(bid -> bid.candidates().equals(List.of("s")));
    }

    /** An auctioneer that does not know exchanges never answers one. */
    @Test
    void whatIsNeverAnsweredEndsByItself() {
        AuctionEngine engine = bidder();
        bid(engine);
        List<Effect> end = engine.on(new Event.Rang(now.plusSeconds(30), new TimerId(AUCTION, "bid")));
        assertThat(end).noneMatch(Effect.Say.class::isInstance);
        assertThat(awarded(engine).ok()).isFalse();
    }

    /** It freed nothing: a host that waits for busy peers waits on. */
    @Test
    void itsEndMakesNobodyLookAgain() {
        AuctionEngine engine = bidder();
        bid(engine);
        full(engine);
        Envelope call = ((Effect.Send) full(engine).get(0)).envelope();
        HotspotReply busy = new HotspotReply(hot(Mode.ENFORCE), List.of(), true, "locked");
        hears(engine, "pm1", call.auction(), busy);
        Instant later = now.plusSeconds(10);
        assertThat(engine.on(new Event.Rang(later, new TimerId(AUCTION, "bid"))))
                .noneMatch(Effect.Send.class::isInstance);
        assertThat(said(engine.on(new Event.Rang(later, AuctionEngine.AGAIN)), Message.HotspotMessage.class))
                .isNotEmpty();
    }

    private List<Effect> full(AuctionEngine engine) {
        return sample(engine, 7.9, server("g1", 4).build(), server("g2", 3.9).build());
    }

    @Test
    void theWinnerLooksAgainAtWhatIsToLeave() {
        AuctionEngine same = bidder();
        bid(same);
        assertThat(awarded(same).ok()).isTrue();
        AuctionEngine gone = bidder();
        bid(gone);
        sample(gone, 3.7, server("g1", 2.4).build());
        assertThat(awarded(gone))
                .matches(told -> !told.ok() && told.reason().contains("g2, which was to leave for it"));
        AuctionEngine locked = bidder();
        bid(locked);
        sample(
                locked,
                3.7,
                server("g1", 2.4).build(),
                server("g2", 1.28).immovable(Optional.of("locked")).build());
        assertThat(awarded(locked))
                .matches(told -> !told.ok() && told.reason().endsWith("g2, which was to leave for it: locked"));
        AuctionEngine busier = bidder();
        bid(busier);
        for (int i = 0; i < 6; i++)
            sample(busier, 5.4, server("g1", 4.1).build(), server("g2", 1.28).build());
        assertThat(awarded(busier))
                .matches(told -> !told.ok() && told.reason().contains("the ceiling of a drain is 0.85"));
    }

    /** Both are there for a while. */
    @Test
    void thereIsRoomForBoth() {
        free = Resources.of(3, 4096, 100);
        assertThat(bid(bidder()).exchanges()).isEmpty();
        free = Resources.of(8, 4096, 100);
        usage = new HostUsage(1000L, 700L, null, null);
        ServerInfo large = new ServerInfo(
                "h2",
                4,
                2.56,
                2.56,
                256,
                1,
                Resources.of(4, 256, 1),
                List.of(),
                new ServerUsage(null, 200L),
                Habit.UNKNOWN,
                Optional.empty());
        AuctionEngine engine = bidder();
        Message call = new Message.HotspotMessage(hot(Mode.ENFORCE), List.of(large));
        assertThat(said(hears(engine, "pm1", AUCTION, call), HotspotReply.class))
                .singleElement()
                .matches(told -> told.exchanges().isEmpty());
    }

    @Test
    void onlyWhereBothEnforceAndTheThesisRulesDoNotHold() {
        assertThat(bid(bidder(Profile.THESIS, Mode.ENFORCE)).exchanges()).isEmpty();
        assertThat(bid(bidder(Profile.DEFAULT, Mode.ADVISE), hot(Mode.ADVISE)).exchanges())
                .isEmpty();
        assertThat(bid(bidder(), hot(Mode.ADVISE)).exchanges()).isEmpty();
    }
}
