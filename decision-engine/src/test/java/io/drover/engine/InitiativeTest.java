package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Pauses;
import io.drover.auction.TimerId;
import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.Mode;
import io.drover.model.Profile;
import io.drover.model.Resources;
import io.drover.model.ServerObservation;
import io.drover.model.Settings;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.scenario.Testbed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When pm1, a host of four CPUs that is hot from the start, opens its first auction. */
class InitiativeTest {

    private static final double HOT = 3.8;

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final Engine engine = engine("pm1", Profile.DEFAULT);

    private static Engine engine(String host, Profile profile) {
        return engine(host, profile, StrategyName.PUSH);
    }

    private static Engine engine(String host, Profile profile, StrategyName strategy) {
        Settings usual = Testbed.settings(profile, strategy, Thresholds.DEFAULT, false);
        Settings own = new Settings(
                host, "az", Mode.ENFORCE, usual.strategy(), usual.auction(), usual.migration(), usual.load());
        return new AuctionEngine(own, new SplittableRandom(1));
    }

    private void starts(Engine started) {
        started.on(new Event.Started(now, Pauses.NONE));
        Message hello = new Message.Hello(engine("pm2", Profile.DEFAULT).self(now));
        started.on(new Event.Heard(now, new Envelope("pm2/1", "pm2", Address.FLEET, "", now, hello)));
    }

    private Event observed(double... servers) {
        return observedAt(HOT, servers);
    }

    private Event observedAt(double load, double... servers) {
        List<ServerObservation> observed = new ArrayList<>();
        DoubleStream.of(servers)
                .forEach(cpus -> observed.add(ServerObservation.of("server-" + observed.size(), 4)
                        .load(cpus)
                        .memoryMib(256)
                        .dirtyRate(1)
                        .resources(Resources.of(2, 256, 1))
                        .build()));
        return new Event.Observed(
                now,
                new HostObservation(
                        now,
                        4,
                        OptionalDouble.of(load),
                        HostUsage.UNKNOWN,
                        Resources.of(8, 4096, 100),
                        Optional.empty(),
                        observed,
                        List.of(),
                        OptionalInt.empty(),
                        Optional.empty()));
    }

    private static boolean calls(List<Effect> effects) {
        return effects.stream()
                .anyMatch(effect -> effect instanceof Effect.Send send
                        && send.envelope().message() instanceof Message.HotspotMessage);
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "5, 5", "10, 5", "20, 3", "30, 3", "60, 2", "120, 2"})
    void fiveSamplesAreBelievedOrFewerThatTakeAsLong(long interval, int first) {
        starts(engine);
        int samples = 1;
        while (!calls(engine.on(observed(1.9, 1.9))) && samples < 10) {
            samples++;
            now = now.plusSeconds(interval);
        }
        assertThat(samples).isEqualTo(first);
    }

    @Test
    void nobodyIsAskedForWhatMustStay() {
        starts(engine);
        List<String> said = new ArrayList<>();
        for (int sample = 0; sample < 10; sample++) {
            now = now.plusSeconds(10);
            for (Effect effect : engine.on(observed(2.7, 3.0))) {
                if (effect instanceof Effect.Say say) said.add(say.note().text());
                assertThat(effect).isNotInstanceOf(Effect.Send.class);
            }
        }
        assertThat(said).containsOnlyOnce("hot, but would be cold without any one of its servers");
        boolean called = false;
        for (int sample = 0; sample < 10; sample++) {
            now = now.plusSeconds(10);
            called |= calls(engine.on(observed(1.5, 3.0)));
        }
        assertThat(called).as("one of them can leave").isTrue();
    }

    /** Seen on a cloud whose servers' loads come from Gnocchi: a host at 1.0 said nothing for five minutes. */
    @Test
    void whoFoundNobodyLooksAgainWhenItsServersAreKnownToUseMore() {
        starts(engine);
        assertThat(hearsAll(Duration.ofSeconds(60), 0.05, 0.05))
                .as("calls in vain")
                .isPositive();
        assertThat(hearsAll(Duration.ofSeconds(120), 0.05, 0.05))
                .as("all were asked, and nothing has changed")
                .isZero();
        assertThat(hearsAll(Duration.ofSeconds(60), 1.9, 1.9)).isPositive();
    }

    /** Nobody takes anything. How often somebody was asked. */
    private int hearsAll(Duration span, double... servers) {
        int calls = 0;
        for (Instant end = now.plus(span); now.isBefore(end); now = now.plusSeconds(10)) {
            List<Effect> effects = new ArrayList<>(engine.on(observed(servers)));
            effects.addAll(engine.on(new Event.Rang(now, new TimerId("", "again"))));
            for (Effect effect : effects) {
                if (!(effect instanceof Effect.Send send)
                        || !(send.envelope().message() instanceof Message.HotspotMessage)) continue;
                calls++;
                engine.on(new Event.Heard(
                        now,
                        new Envelope(
                                "pm2/" + now.getEpochSecond(),
                                "pm2",
                                Address.host("pm1"),
                                send.envelope().auction(),
                                now,
                                new Message.HotspotReply(
                                        engine("pm2", Profile.DEFAULT).self(now), List.of(), false, "none"))));
            }
        }
        return calls;
    }

    /** Seen on a cloud: a host whose load had just stepped to 0.91 stole one more server. */
    @Test
    void whoIsHotByItsNewestSampleAsksForNoServer() {
        Engine cold = engine("pm1", Profile.DEFAULT, StrategyName.PULL);
        starts(cold);
        for (int sample = 0; sample < 4; sample++) {
            assertThat(steals(cold.on(observedAt(0.2, 0.2)))).isFalse();
            now = now.plusSeconds(10);
        }
        assertThat(steals(cold.on(observedAt(3.8, 0.2)))).isFalse();
        now = now.plusSeconds(10);
        assertThat(steals(cold.on(observedAt(0.2, 0.2)))).as("it was scatter").isTrue();
    }

    private static boolean steals(List<Effect> effects) {
        return effects.stream()
                .anyMatch(effect -> effect instanceof Effect.Send send
                        && send.envelope().message() instanceof Message.StealBroadcast);
    }

    @Test
    void theThesisAsksAllTheSame() {
        Engine literal = engine("pm1", Profile.THESIS);
        starts(literal);
        boolean called = false;
        for (int sample = 0; sample < 10; sample++) {
            now = now.plusSeconds(10);
            called |= calls(literal.on(observed(3.0)));
        }
        assertThat(called).isTrue();
    }
}
