package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Message.HotspotReply;
import io.drover.auction.Message.WinningBidAcknowledgement;
import io.drover.auction.Message.WinningBidAnnouncement;
import io.drover.auction.Pauses;
import io.drover.auction.TimerId;
import io.drover.model.Habit;
import io.drover.model.HostInfo;
import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.Mode;
import io.drover.model.Profile;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.ServerObservation;
import io.drover.model.ServerUsage;
import io.drover.model.Settings;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.scenario.Testbed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * pm1 is hot with two heavy servers, pm2 has a heavy and a light one: none of pm1's fits beside both, and each fits in
 * place of one.
 */
class ExchangesTest {

    private static final String AUCTION = "pm1/a";
    private static final ServerInfo HEAVY = offered("h1", 3.6);
    private static final ServerInfo LESS_HEAVY = offered("h2", 2.56);

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private int count;
    private Resources free = Resources.of(8, 4096, 100);
    private HostUsage usage = HostUsage.UNKNOWN;
    private Optional<String> zone = Optional.empty();

    private static AuctionEngine engine(String host, Profile profile, Mode mode) {
        Settings usual = Testbed.settings(profile, StrategyName.PUSH, Thresholds.DEFAULT, false);
        Settings own = new Settings(
                host, usual.group(), mode, usual.strategy(), usual.auction(), usual.migration(), usual.load());
        return new AuctionEngine(own, new SplittableRandom(1));
    }

    private static ServerInfo offered(String id, double load) {
        return new ServerInfo(id, 4, load, load, 256, 1, Resources.of(4, 256, 1), List.of());
    }

    private static ServerObservation.Builder server(String id, double load) {
        return ServerObservation.of(id, 4)
                .load(load)
                .memoryMib(256)
                .dirtyRate(1)
                .resources(Resources.of(2, 256, 1));
    }

    private List<Effect> sample(AuctionEngine engine, double tasks, ServerObservation... here) {
        now = now.plusSeconds(10);
        HostObservation seen = new HostObservation(
                now,
                8,
                OptionalDouble.of(tasks),
                usage,
                free,
                Optional.empty(),
                List.of(here),
                List.of(),
                OptionalInt.empty(),
                Optional.empty());
        return engine.on(new Event.Observed(now, seen.in(zone)));
    }

    private List<Effect> hears(AuctionEngine engine, String from, String auction, Message message) {
        return engine.on(
                new Event.Heard(now, new Envelope(from + "/" + ++count, from, Address.FLEET, auction, now, message)));
    }

    private static <M extends Message> Stream<M> said(List<Effect> effects, Class<M> type) {
        return effects.stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> ((Effect.Send) effect).envelope().message())
                .filter(type::isInstance)
                .map(type::cast);
    }

    private HostInfo hot(Mode mode) {
        AuctionEngine engine = engine("pm1", Profile.DEFAULT, mode);
        engine.on(new Event.Started(now, Pauses.NONE));
        for (int i = 0; i < 6; i++) sample(engine, 6.2);
        return engine.self(now);
    }

    private AuctionEngine bidder(Profile profile, Mode mode) {
        AuctionEngine engine = engine("pm2", profile, mode);
        engine.on(new Event.Started(now, Pauses.NONE));
        for (int i = 0; i < 6; i++) sampleOfBidder(engine);
        return engine;
    }

    private AuctionEngine bidder() {
        return bidder(Profile.DEFAULT, Mode.ENFORCE);
    }

    private void sampleOfBidder(AuctionEngine engine) {
        sample(engine, 3.7, server("g1", 2.4).build(), server("g2", 1.28).build());
    }

    private HotspotReply bid(AuctionEngine engine, HostInfo hot) {
        Message call = new Message.HotspotMessage(hot, List.of(HEAVY, LESS_HEAVY));
        return said(hears(engine, "pm1", AUCTION, call), HotspotReply.class)
                .findFirst()
                .orElseThrow();
    }

    private HotspotReply bid(AuctionEngine engine) {
        return bid(engine, hot(Mode.ENFORCE));
    }

    private WinningBidAcknowledgement awarded(AuctionEngine engine) {
        return said(
                        hears(engine, "pm1", AUCTION, new WinningBidAnnouncement("h2", "pm2")),
                        WinningBidAcknowledgement.class)
                .findFirst()
                .orElseThrow();
    }

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

    /** What pm1 awards after pm2 has answered. */
    private Optional<WinningBidAnnouncement> award(HotspotReply answer) {
        AuctionEngine engine = engine("pm1", Profile.DEFAULT, Mode.ENFORCE);
        engine.on(new Event.Started(now, Pauses.NONE));
        hears(engine, "pm2", "", new Message.HelloReply(answer.self(), List.of(), Pauses.NONE));
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
}
