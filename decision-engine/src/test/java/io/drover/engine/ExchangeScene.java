package io.drover.engine;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Message.HotspotReply;
import io.drover.auction.Message.WinningBidAcknowledgement;
import io.drover.auction.Message.WinningBidAnnouncement;
import io.drover.auction.Pauses;
import io.drover.model.HostInfo;
import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.Mode;
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
import java.util.stream.Stream;

/**
 * pm1 is hot with two heavy servers, pm2 has a heavy and a light one: none of pm1's fits beside both, and each fits in
 * place of one.
 */
abstract class ExchangeScene {

    static final String AUCTION = "pm1/a";
    static final ServerInfo HEAVY = offered("h1", 3.6);
    static final ServerInfo LESS_HEAVY = offered("h2", 2.56);

    Instant now = Instant.parse("2026-03-01T12:00:00Z");
    int count;
    Resources free = Resources.of(8, 4096, 100);
    HostUsage usage = HostUsage.UNKNOWN;
    Optional<String> zone = Optional.empty();

    static AuctionEngine engine(String host, Profile profile, Mode mode) {
        Settings usual = Testbed.settings(profile, StrategyName.PUSH, Thresholds.DEFAULT, false);
        Settings own = new Settings(
                host, usual.group(), mode, usual.strategy(), usual.auction(), usual.migration(), usual.load());
        return new AuctionEngine(own, new SplittableRandom(1));
    }

    static ServerInfo offered(String id, double load) {
        return new ServerInfo(id, 4, load, load, 256, 1, Resources.of(4, 256, 1), List.of());
    }

    static ServerObservation.Builder server(String id, double load) {
        return ServerObservation.of(id, 4)
                .load(load)
                .memoryMib(256)
                .dirtyRate(1)
                .resources(Resources.of(2, 256, 1));
    }

    List<Effect> sample(AuctionEngine engine, double tasks, ServerObservation... here) {
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

    List<Effect> hears(AuctionEngine engine, String from, String auction, Message message) {
        return engine.on(
                new Event.Heard(now, new Envelope(from + "/" + ++count, from, Address.FLEET, auction, now, message)));
    }

    static <M extends Message> Stream<M> said(List<Effect> effects, Class<M> type) {
        return effects.stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> ((Effect.Send) effect).envelope().message())
                .filter(type::isInstance)
                .map(type::cast);
    }

    HostInfo hot(Mode mode) {
        AuctionEngine engine = engine("pm1", Profile.DEFAULT, mode);
        engine.on(new Event.Started(now, Pauses.NONE));
        for (int i = 0; i < 6; i++) sample(engine, 6.2);
        return engine.self(now);
    }

    AuctionEngine bidder(Profile profile, Mode mode) {
        AuctionEngine engine = engine("pm2", profile, mode);
        engine.on(new Event.Started(now, Pauses.NONE));
        for (int i = 0; i < 6; i++) sampleOfBidder(engine);
        return engine;
    }

    AuctionEngine bidder() {
        return bidder(Profile.DEFAULT, Mode.ENFORCE);
    }

    void sampleOfBidder(AuctionEngine engine) {
        sample(engine, 3.7, server("g1", 2.4).build(), server("g2", 1.28).build());
    }

    HotspotReply bid(AuctionEngine engine, HostInfo hot) {
        Message call = new Message.HotspotMessage(hot, List.of(HEAVY, LESS_HEAVY));
        return said(hears(engine, "pm1", AUCTION, call), HotspotReply.class)
                .findFirst()
                .orElseThrow();
    }

    HotspotReply bid(AuctionEngine engine) {
        return bid(engine, hot(Mode.ENFORCE));
    }

    WinningBidAcknowledgement awarded(AuctionEngine engine) {
        return said(
                        hears(engine, "pm1", AUCTION, new WinningBidAnnouncement("h2", "pm2")),
                        WinningBidAcknowledgement.class)
                .findFirst()
                .orElseThrow();
    }
}
