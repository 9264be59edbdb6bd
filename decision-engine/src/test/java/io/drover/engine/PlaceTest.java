package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Message.PlaceAcknowledgement;
import io.drover.auction.Pauses;
import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.Mode;
import io.drover.model.Profile;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
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
import org.junit.jupiter.api.Test;

/** What an agent answers when it is asked whether it would take a new server. */
class PlaceTest {

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final Engine engine = engine(Mode.ENFORCE);

    private Engine engine(Mode mode) {
        Settings usual = Testbed.settings(Profile.DEFAULT, StrategyName.PUSH, Thresholds.DEFAULT, false)
                .with(mode);
        Engine made = new AuctionEngine(usual.on("pm1").in("az"), new SplittableRandom(1));
        made.on(new Event.Started(now, Pauses.NONE));
        return made;
    }

    private void observed(Engine of, double load, String closed) {
        for (int sample = 0; sample < 6; sample++) {
            now = now.plusSeconds(10);
            of.on(new Event.Observed(
                    now,
                    new HostObservation(
                            now,
                            4,
                            OptionalDouble.of(4 * load),
                            new HostUsage(4096L, 1024L, null, null),
                            Resources.of(8, 4096, 100),
                            Optional.ofNullable(closed),
                            List.of(),
                            List.of(),
                            OptionalInt.empty(),
                            Optional.empty())));
        }
    }

    private PlaceAcknowledgement asked(Engine of, int vcpus, long memoryMib) {
        ServerInfo server =
                new ServerInfo("new", vcpus, vcpus, vcpus, memoryMib, 0, Resources.of(vcpus, memoryMib, 1), List.of());
        List<Effect> effects = of.on(
                new Event.Heard(now, new Envelope("cli/1", "cli", Address.FLEET, "", now, new Message.Place(server))));
        assertThat(effects).singleElement().isInstanceOf(Effect.Send.class);
        return (PlaceAcknowledgement) ((Effect.Send) effects.get(0)).envelope().message();
    }

    @Test
    void aHostWithRoomTakesItAndStaysFree() {
        observed(engine, 0.3, null);
        PlaceAcknowledgement answer = asked(engine, 1, 512);
        assertThat(answer.ok()).isTrue();
        assertThat(answer.server()).isEqualTo("new");
        assertThat(answer.after()).isBetween(0.55, 0.65);
        assertThat(answer.self().standing().lockedBy()).isEmpty();
        assertThat(asked(engine, 1, 512)).isEqualTo(answer);
    }

    @Test
    void eachReasonIsTheOneOfAnAuction() {
        observed(engine, 0.6, null);
        assertThat(asked(engine, 1, 512).reason()).isEqualTo("pm1 would be at 0.85, its push threshold is 0.7");
        assertThat(asked(engine, 1, 9999).reason()).startsWith("no room for");
        observed(engine, 0.1, "service disabled");
        assertThat(asked(engine, 1, 512).reason()).isEqualTo("service disabled");
        observed(engine, 0.1, "host down");
        assertThat(asked(engine, 1, 512).reason()).isEqualTo("host down");
        observed(engine, 0.1, "service disabled: drover:drain");
        assertThat(asked(engine, 1, 512).reason()).isEqualTo("is to be emptied itself");
    }

    @Test
    void oneThatBidsForNothingSaysSo() {
        PlaceAcknowledgement blind = asked(engine, 1, 512);
        assertThat(blind.ok()).isFalse();
        assertThat(blind.after()).isNaN();
        assertThat(blind.reason()).isEqualTo("no sample yet");
        for (Mode mode : new Mode[] {Mode.OFF, Mode.OBSERVE}) {
            Engine mute = engine(mode);
            observed(mute, 0.1, null);
            assertThat(asked(mute, 1, 512).reason())
                    .isEqualTo("mode " + mode.name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    @Test
    void aPauseDoesNotBindNova() {
        observed(engine, 0.1, null);
        Message pause = new Message.Pause(true, "", "operator", now);
        engine.on(new Event.Heard(now, new Envelope("cli/2", "cli", Address.FLEET, "", now, pause)));
        assertThat(asked(engine, 1, 512).ok()).isTrue();
    }
}
