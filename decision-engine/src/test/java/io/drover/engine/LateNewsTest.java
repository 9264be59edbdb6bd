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
import io.drover.model.MigrationOrder;
import io.drover.model.Mode;
import io.drover.model.Outcome;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A server moves two seconds after a sample, and its hosts hear of it at the sixth. The sample at the tenth second
 * settles them only if they know when it moved.
 */
class LateNewsTest {

    private static final String SERVER = "6f6c5a86-5a0b-4f0a-9a55-6f0d3bb4b001";
    private static final String AUCTION = "pm1/a";

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private List<MigrationInProgress> underWay = List.of();
    private int count;

    private Engine engine(String host, Profile profile) {
        Settings usual = Testbed.settings(profile, StrategyName.PUSH, Thresholds.DEFAULT, false);
        Engine engine = new AuctionEngine(
                new Settings(
                        host, "az", Mode.ENFORCE, usual.strategy(), usual.auction(), usual.migration(), usual.load()),
                new SplittableRandom(1));
        engine.on(new Event.Started(now, Pauses.NONE));
        return engine;
    }

    private List<Effect> samples(Engine engine, int times, double tasks, boolean here) {
        List<Effect> last = List.of();
        for (int i = 0; i < times; i++) {
            now = now.plusSeconds(10);
            last = engine.on(new Event.Observed(now, sample(tasks, here)));
        }
        return last;
    }

    private HostObservation sample(double tasks, boolean here) {
        ServerObservation server = ServerObservation.of(SERVER, 2)
                .load(0.8)
                .memoryMib(256)
                .dirtyRate(1)
                .resources(Resources.of(2, 256, 1))
                .build();
        return new HostObservation(
                now,
                8,
                OptionalDouble.of(tasks),
                HostUsage.UNKNOWN,
                Resources.of(8, 4096, 100),
                Optional.empty(),
                here ? List.of(server) : List.of(),
                underWay,
                OptionalInt.empty(),
                Optional.empty());
    }

    private List<Effect> hears(Engine engine, Message message) {
        return engine.on(new Event.Heard(
                now, new Envelope("pm1/" + ++count, "pm1", Address.host("pm2"), AUCTION, now, message)));
    }

    private static boolean settled(List<Effect> effects) {
        return effects.stream()
                .anyMatch(effect -> effect instanceof Effect.CancelTimer cancel
                        && cancel.timer().auction().equals(AUCTION)
                        && cancel.timer().name().equals("settle"));
    }

    @ParameterizedTest
    @CsvSource({"DEFAULT, 4, true", "DEFAULT, 0, false", "THESIS, 4, false"})
    void theSource(Profile profile, double movedAgo, boolean settles) {
        Engine engine = engine("pm1", profile);
        samples(engine, 6, 4.8, true);
        engine.on(new Event.Resumed(now, new MigrationOrder(AUCTION, SERVER, "pm1", "pm2", now, 12, 0.1)));
        now = now.plusSeconds(6);
        List<Effect> effects = engine.on(new Event.MigrationEnded(now, AUCTION, SERVER, new Outcome.Done(6, movedAgo)));
        assertThat(effects)
                .filteredOn(effect -> effect instanceof Effect.Send send
                        && send.envelope().message() instanceof Message.MigrationAcknowledgement told
                        && told.movedAgo() == movedAgo)
                .as("to the destination and to the measurement point")
                .hasSize(2);
        now = now.minusSeconds(6);
        assertThat(settled(samples(engine, 1, 4.16, false))).isEqualTo(settles);
    }

    @ParameterizedTest
    @CsvSource({"DEFAULT, 4, true", "DEFAULT, 0, false", "THESIS, 4, false"})
    void theDestination(Profile profile, double movedAgo, boolean settles) {
        Engine engine = engine("pm2", profile);
        samples(engine, 6, 2.4, false);
        accept(engine);
        now = now.plusSeconds(6);
        hears(engine, new Message.MigrationAcknowledgement(SERVER, "pm2", true, "", 6, movedAgo));
        now = now.minusSeconds(6);
        assertThat(settled(samples(engine, 1, 3.04, true))).isEqualTo(settles);
    }

    /** Nova may list a server for seconds that has gone: samples are taken meanwhile. */
    @ParameterizedTest
    @CsvSource({
        "DEFAULT, 9, 9, false, true",
        "DEFAULT, 1, 1, false, false",
        "DEFAULT, 1, 9, true, true",
        "THESIS, 9, 9, false, false",
    })
    void whatTheNewestSampleShowsSettlesAtOnce(
            Profile profile, double movedAgo, double leftAgo, boolean listed, boolean settles) {
        AuctionEngine source = (AuctionEngine) engine("pm1", profile);
        samples(source, 6, 4.8, true);
        source.on(new Event.Resumed(now, new MigrationOrder(AUCTION, SERVER, "pm1", "pm2", now, 12, 0.1)));
        samples(source, 1, 4.16, listed);
        Outcome done = new Outcome.Done(12, movedAgo).left(leftAgo);
        assertThat(settled(source.on(new Event.MigrationEnded(now.plusSeconds(1), AUCTION, SERVER, done))))
                .isEqualTo(settles);
        assertThat(source.open()).hasSize(settles ? 0 : 1);
    }

    /** It was read before Nova had noted the end: it is not somebody else's migration. */
    @ParameterizedTest
    @CsvSource({"6f6c5a86-5a0b-4f0a-9a55-6f0d3bb4b001, ''", "other, migrating: other by others"})
    void anOldListOfMigrationsIsNoReasonToWait(String listed, String unavailable) {
        Engine source = engine("pm1", Profile.DEFAULT);
        samples(source, 6, 4.8, true);
        source.on(new Event.Resumed(now, new MigrationOrder(AUCTION, SERVER, "pm1", "pm2", now, 12, 0.1)));
        now = now.plusSeconds(10);
        underWay = List.of(new MigrationInProgress(listed, "pm1", "pm2"));
        source.on(new Event.Observed(now, sample(4.16, true)));
        Outcome done = new Outcome.Done(12, 1).left(9);
        source.on(new Event.MigrationEnded(now.plusSeconds(1), AUCTION, SERVER, done));
        assertThat(source.self(now.plusSeconds(1)).standing().unavailable()).isEqualTo(unavailable);
    }

    /** However long ago a peer says that it was: the server was not here before both had agreed. */
    @Test
    void nothingMovesBeforeBothHaveAgreed() {
        Engine engine = engine("pm2", Profile.DEFAULT);
        samples(engine, 6, 2.4, false);
        accept(engine);
        now = now.plusSeconds(6);
        hears(engine, new Message.MigrationAcknowledgement(SERVER, "pm2", true, "", 1e9, 1e9));
        assertThat(engine.self(now).load().pending()).as("no sample since").isEqualTo(0.8);
    }

    private void accept(Engine engine) {
        HostInfo hot = engine("pm1", Profile.DEFAULT).self(now);
        ServerInfo server = new ServerInfo(SERVER, 2, 0.8, 0.8, 256, 1, Resources.of(2, 256, 1), List.of());
        hears(engine, new Message.HotspotMessage(hot, List.of(server)));
        List<Effect> effects = hears(engine, new Message.WinningBidAnnouncement(SERVER, "pm2"));
        assertThat(effects)
                .anyMatch(effect -> effect instanceof Effect.Send send
                        && send.envelope().message() instanceof Message.WinningBidAcknowledgement told
                        && told.ok());
    }
}
