package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Note;
import io.drover.auction.Pauses;
import io.drover.model.HostInfo;
import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.Profile;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What pm1 makes of the words of pm4, which was taken over. */
class HostileWordsTest {

    private static final Instant LAST = Instant.ofEpochMilli(253_402_300_799_999L);
    private static final String SERVER = "6f6c5a86-5a0b-4f0a-9a55-6f0d3bb4b001";

    private final Settings settings = settings("pm1");
    private final Engine engine = new AuctionEngine(settings, new SplittableRandom(1));
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private int count;

    private static Settings settings(String host) {
        Settings usual = Testbed.settings(Profile.DEFAULT, StrategyName.PUSH, Thresholds.DEFAULT, false);
        return new Settings(
                host, "az", usual.mode(), usual.strategy(), usual.auction(), usual.migration(), usual.load());
    }

    @BeforeEach
    void coldAndSound() {
        engine.on(new Event.Started(now, Pauses.NONE));
        for (int sample = 0; sample < 30; sample++) {
            now = now.plusSeconds(10);
            engine.on(new Event.Observed(
                    now,
                    new HostObservation(
                            now,
                            4,
                            OptionalDouble.of(1.6),
                            HostUsage.UNKNOWN,
                            Resources.of(8, 4096, 100),
                            Optional.empty(),
                            List.of(),
                            List.of(),
                            OptionalInt.empty(),
                            Optional.empty())));
        }
        assertThat(engine.self(now).standing().unavailable()).isEmpty();
    }

    private List<Effect> hears(String from, Address to, String auction, Message message) {
        return hears(from, from + "/" + ++count, to, auction, message);
    }

    private List<Effect> hears(String from, String id, Address to, String auction, Message message) {
        return engine.on(new Event.Heard(now, new Envelope(id, from, to, auction, now, message)));
    }

    private HostInfo described(String host) {
        return new AuctionEngine(settings(host), new SplittableRandom(2)).self(now);
    }

    private Message hotspot(String host) {
        ServerInfo tiny = new ServerInfo(SERVER, 1, 0.01, 0.01, 1, 0.1, Resources.NONE, List.of());
        return new Message.HotspotMessage(described(host), List.of(tiny));
    }

    private List<Message> sent(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> ((Effect.Send) effect).envelope().message())
                .toList();
    }

    private static List<String> ignored(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Say.class::isInstance)
                .map(effect -> ((Effect.Say) effect).note())
                .filter(note -> note.kind() == Note.Kind.IGNORED)
                .map(Note::text)
                .toList();
    }

    private boolean paused() {
        return engine.self(now).standing().paused();
    }

    private void pause(String from, boolean paused, String group, Instant since) {
        hears(from, Address.FLEET, "", new Message.Pause(paused, group, from, since));
    }

    @Test
    void aCallInNobodysAuctionLocksNothing() {
        List<Effect> effects = hears("pm4", Address.FLEET, "", hotspot("pm4"));
        assertThat(sent(effects)).isEmpty();
        assertThat(engine.self(now).standing().lockedBy()).isEmpty();
    }

    @Test
    void nobodyOpensAnAuctionInAnothersName() {
        String next = "pm2/epoch/7";
        assertThat(ignored(hears("pm4", Address.FLEET, next, hotspot("pm4"))))
                .containsExactly("the auction is not one that pm4 may open");
        assertThat(engine.self(now).standing().lockedBy()).isEmpty();
        List<Message> answer = sent(hears("pm2", Address.FLEET, next, hotspot("pm2")));
        assertThat(answer).singleElement().isInstanceOf(Message.HotspotReply.class);
        assertThat(engine.self(now).standing().lockedBy()).isEqualTo(next);
    }

    @Test
    void nobodyUsesUpTheIdsOfAnothersCalls() {
        hears("pm4", "pm2/epoch/8", Address.FLEET, "pm4/1", hotspot("pm4"));
        engine.on(new Event.Rang(now, new io.drover.auction.TimerId("pm4/1", "bid")));
        assertThat(sent(hears("pm2", "pm2/epoch/8", Address.FLEET, "pm2/epoch/9", hotspot("pm2"))))
                .as("the answer to pm2")
                .isNotEmpty();
    }

    @Test
    void aLeaseEndsByItsTimerWhateverTheAuctionIsCalled() {
        hears("pm4", Address.FLEET, "pm4/", hotspot("pm4"));
        assertThat(engine.self(now).standing().lockedBy()).isEqualTo("pm4/");
        engine.on(new Event.Rang(now, new io.drover.auction.TimerId("pm4/", "bid")));
        assertThat(engine.self(now).standing().lockedBy()).isEmpty();
    }

    @Test
    void aPauseFromTheFutureIsNoPause() {
        pause("pm4", true, "", LAST);
        assertThat(paused()).isFalse();
        pause("pm4", true, "", now.plusSeconds(61));
        assertThat(paused()).isFalse();
    }

    @Test
    void aResumeFromTheFutureLeavesTheEmergencyStop() {
        pause("pm4", false, "", LAST);
        pause("operator", true, "", now);
        assertThat(paused()).isTrue();
    }

    @Test
    void aPauseBeforeItsTimeIsTakenAsOfNow() {
        pause("pm4", true, "", now.plusSeconds(59));
        assertThat(paused()).isTrue();
        now = now.plusSeconds(1);
        pause("operator", false, "", now);
        assertThat(paused()).isFalse();
    }

    @Test
    void aPauseFromTheFutureIsNotLearntFromAnothersAnswer() {
        Pauses told = new Pauses(List.of(new Message.Pause(true, "", "pm4", LAST)));
        hears("pm4", Address.host("pm1"), "", new Message.HelloReply(described("pm4"), List.of(), told));
        assertThat(paused()).isFalse();
    }

    /** As a Drover that believed it has kept it. */
    @Test
    void aPauseFromTheFutureThatWasKeptCanBeResumed() {
        engine.on(new Event.Started(now, new Pauses(List.of(new Message.Pause(true, "", "pm4", LAST)))));
        assertThat(paused()).isTrue();
        now = now.plusSeconds(1);
        pause("operator", false, "", now);
        assertThat(paused()).isFalse();
    }

    @Test
    void inventedGroupsAreNotKept() {
        Pauses kept = Pauses.NONE;
        pause("operator", true, "", now.minusSeconds(1));
        for (int i = 0; i < 3_000; i++) {
            now = now.plusSeconds(11);
            Message pause = new Message.Pause(true, "g" + i + "-" + "x".repeat(200), "pm4", now);
            for (Effect effect : hears("pm4", Address.FLEET, "", pause)) {
                if (effect instanceof Effect.Keep keep) kept = keep.pauses();
            }
        }
        assertThat(kept.entries()).hasSize(KeptWords.STRANGERS + 1);
        assertThat(kept.hold("az")).as("the fleet's pause").isTrue();
    }

    @Test
    void aPauseOfAPeersGroupIsKeptBesideInventedOnes() {
        Message.Pause real = new Message.Pause(true, "az-2", "operator", now.minus(Duration.ofDays(1)));
        List<Message.Pause> told = new ArrayList<>(List.of(real));
        for (int i = 0; i < 999; i++) told.add(new Message.Pause(true, "g" + i, "pm4", now));
        Pauses merged = PauseWords.merged(Pauses.NONE, told, now, "az-2"::equals);
        assertThat(merged.entries()).hasSize(KeptWords.STRANGERS + 1).contains(real);
    }

    @Test
    void whoPausesAndResumesWithoutEndIsNotHeard() {
        int changes = 0;
        boolean before = false;
        for (int i = 0; i < 1_000; i++) {
            now = now.plusMillis(10);
            pause("pm4", i % 2 == 0, "", now);
            if (paused() != before) changes++;
            before = paused();
        }
        assertThat(changes).isEqualTo(6);
        pause("operator", false, "", now.plusMillis(1));
        assertThat(paused()).as("an operator is heard all the same").isFalse();
    }

    @Test
    void inventedPeersAreForgottenWhenNovaTells() {
        Membership members = new Membership("pm1");
        members.heard("pm2", "az");
        IntStream.range(0, 40)
                .forEach(message -> IntStream.range(0, 19_000)
                        .forEach(i -> members.named("x" + message + "-" + i + "-aaaaaaaaaaaaaaaaaaaaaaaaaa")));
        assertThat(members.size()).isLessThanOrEqualTo(20_000);
        assertThat(members.live().stream().mapToInt(String::length).sum()).isLessThanOrEqualTo(513 << 10);
        members.listed(List.of("pm1", "pm2", "pm3"));
        assertThat(members.live()).containsExactly("pm2");
        members.named("x1-1");
        members.named("pm3");
        assertThat(members.live()).containsExactly("pm2", "pm3");
    }

    @Test
    void thereIsRoomForSomeThatNovaDoesNotListYet() {
        Membership members = new Membership("pm1");
        members.listed(List.of("pm1", "pm2", "pm3"));
        IntStream.range(0, 10_000).forEach(i -> members.heard("invented-" + i, "az"));
        assertThat(members.size()).isEqualTo(2 * 3 + 64);
        assertThat(members.heard("pm2", "az"))
                .as("who is listed always has room")
                .isTrue();
    }

    @Test
    void aNewcomerIsToldNoMoreThanAMessageHolds() {
        Membership members = new Membership("pm1");
        IntStream.range(0, 5_000).forEach(i -> members.heard("x".repeat(250) + i, "az"));
        assertThat(members.told()).hasSizeBetween(2_000, 2_100);
    }
}
