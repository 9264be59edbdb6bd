package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Pauses;
import io.drover.model.HostInfo;
import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.MigrationInProgress;
import io.drover.model.Profile;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.ServerObservation;
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

/** Agents of few servers, whose samples and messages a test words one by one. */
abstract class SecondLooksScene {

    Instant now = Instant.parse("2026-03-01T12:00:00Z");
    int count;
    HostUsage usage = HostUsage.UNKNOWN;
    String auction = "pm1/a";

    AuctionEngine engine(String host) {
        return engine(host, StrategyName.PUSH);
    }

    AuctionEngine engine(String host, StrategyName strategy) {
        AuctionEngine engine = new AuctionEngine(
                Testbed.settings(Profile.DEFAULT, strategy, Thresholds.DEFAULT, false)
                        .on(host),
                new SplittableRandom(1));
        engine.on(new Event.Started(now, Pauses.NONE));
        return engine;
    }

    List<Effect> sample(
            AuctionEngine engine, double tasks, List<String> here, String stay, String closed, String problem) {
        return sample(engine, tasks, here, stay, closed, problem, List.of());
    }

    List<Effect> sample(
            AuctionEngine engine,
            double tasks,
            List<String> here,
            String stay,
            String closed,
            String problem,
            List<MigrationInProgress> migrations) {
        now = now.plusSeconds(10);
        return engine.on(new Event.Observed(
                now,
                new HostObservation(
                        now,
                        8,
                        OptionalDouble.of(tasks),
                        usage,
                        Resources.of(8, 4096, 100),
                        Optional.ofNullable(closed),
                        here.stream().map(id -> server(id, stay)).toList(),
                        migrations,
                        OptionalInt.empty(),
                        Optional.ofNullable(problem))));
    }

    static ServerObservation server(String id, String stay) {
        return ServerObservation.of(id, 2)
                .load(1.5)
                .memoryMib(256)
                .dirtyRate(1)
                .resources(Resources.of(2, 256, 1))
                .immovable(Optional.ofNullable(stay))
                .build();
    }

    List<Effect> hears(AuctionEngine engine, String from, Message message) {
        String id = from + "/" + ++count;
        return engine.on(new Event.Heard(now, new Envelope(id, from, Address.FLEET, auction, now, message)));
    }

    static <M extends Message> Stream<M> said(List<Effect> effects, Class<M> type) {
        return envelopes(effects)
                .map(Envelope::message)
                .filter(type::isInstance)
                .map(type::cast);
    }

    static Stream<Envelope> envelopes(List<Effect> effects) {
        return effects.stream().filter(Effect.Send.class::isInstance).map(effect -> ((Effect.Send) effect).envelope());
    }

    static List<Address> released(List<Effect> effects) {
        return envelopes(effects)
                .filter(envelope -> envelope.message() instanceof Message.ResourceRelease)
                .map(Envelope::to)
                .toList();
    }

    HostInfo idle(String host) {
        AuctionEngine engine = engine(host);
        for (int i = 0; i < 6; i++) sample(engine, 0.8, List.of(), null, null, null);
        return engine.self(now);
    }

    AuctionEngine bidder() {
        HostInfo hot = idle("pm1");
        AuctionEngine engine = engine("pm2");
        for (int i = 0; i < 6; i++) sample(engine, 0.8, List.of(), null, null, null);
        assertThat(said(
                        hears(engine, "pm1", new Message.HotspotMessage(hot, List.of(offered("s1")))),
                        Message.HotspotReply.class))
                .allMatch(reply -> reply.candidates().contains("s1"));
        return engine;
    }

    static ServerInfo offered(String id) {
        return new ServerInfo(id, 2, 0.8, 0.8, 256, 1, Resources.of(2, 256, 1), List.of());
    }

    List<Effect> awarded(AuctionEngine engine) {
        return hears(engine, "pm1", new Message.WinningBidAnnouncement("s1", "pm2"));
    }
}
