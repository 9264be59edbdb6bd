package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Pauses;
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
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** An agent that is to be emptied, and what happens around it. */
abstract class DrainScene {

    Instant now = Instant.parse("2026-03-01T12:00:00Z");
    int count;

    static Engine engine(String host) {
        return engine(host, false);
    }

    static Engine engine(String host, boolean always) {
        Settings usual = Testbed.settings(Profile.DEFAULT, StrategyName.HYBRID, Thresholds.DEFAULT, false);
        ChangeWindows windows = at -> always;
        Settings closed =
                usual.with(usual.migration().toBuilder().windows(windows).build());
        return new AuctionEngine(closed.on(host).in("az"), new SplittableRandom(1));
    }

    List<Message> told(Engine engine, Event event) {
        return said(engine.on(event));
    }

    static List<Message> said(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> ((Effect.Send) effect).envelope().message())
                .toList();
    }

    Event heard(String from, String auction, Message message) {
        return new Event.Heard(now, new Envelope(from + "/" + ++count, from, Address.FLEET, auction, now, message));
    }

    Message.Drain order(String host, boolean draining, boolean excludedToo) {
        return new Message.Drain(host, draining, excludedToo, "new disk", "operator", now);
    }

    static ServerObservation server(String id, double load, String immovable) {
        return ServerObservation.of(id, 2)
                .load(load < 0 ? OptionalDouble.empty() : OptionalDouble.of(load))
                .memoryMib(256)
                .dirtyRate(1)
                .resources(Resources.of(2, 256, 1))
                .immovable(Optional.ofNullable(immovable))
                .moved(List.of(Instant.parse("2026-03-01T11:57:30Z")))
                .build();
    }

    /** Ten seconds later, on four CPUs. */
    Event observed(double load, String closed, ServerObservation... servers) {
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
    Engine host(ServerObservation... servers) {
        Engine engine = engine("pm1");
        engine.on(new Event.Started(now, Pauses.NONE));
        engine.on(heard("pm2", "", new Message.Hello(engine("pm2").self(now))));
        for (int sample = 0; sample < 6; sample++) {
            assertThat(told(engine, observed(0.5, null, servers))).isEmpty();
        }
        return engine;
    }

    static List<String> offered(List<Message> said) {
        return said.stream()
                .filter(Message.HotspotMessage.class::isInstance)
                .flatMap(message -> ((Message.HotspotMessage) message).servers().stream())
                .map(ServerInfo::id)
                .toList();
    }
}
