package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Address;
import io.drover.auction.Drains;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Message.Advice.Word;
import io.drover.auction.Pauses;
import io.drover.auction.Proposal;
import io.drover.auction.Proposal.State;
import io.drover.auction.Proposals;
import io.drover.model.HostInfo;
import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.Mode;
import io.drover.model.Outcome;
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
import org.junit.jupiter.api.Test;

/** What becomes of advice in mode propose, on the host that gives it, and who bids for what. */
class ProposeTest {

    private static final String SERVER = "6f6c5a86-5a0b-4f0a-9a55-6f0d3bb4b001";

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private int count;
    private final List<Effect> done = new ArrayList<>();

    private static Settings settings(String host, Mode mode) {
        Settings usual = Testbed.settings(Profile.DEFAULT, StrategyName.PUSH, Thresholds.DEFAULT, false);
        return usual.with(mode).on(host).in("az");
    }

    private static Engine engine(String host, Mode mode) {
        return new AuctionEngine(settings(host, mode), new SplittableRandom(1));
    }

    private List<Message> tell(Engine engine, Event event) {
        List<Effect> effects = engine.on(event);
        done.addAll(effects);
        return effects.stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> ((Effect.Send) effect).envelope().message())
                .toList();
    }

    private Event heard(String from, String auction, Message message) {
        return new Event.Heard(now, new Envelope(from + "/" + ++count, from, Address.FLEET, auction, now, message));
    }

    private Event observed(double load, Mode mode, boolean here) {
        now = now.plusSeconds(10);
        ServerObservation server = ServerObservation.of(SERVER, 2)
                .load(1.5)
                .memoryMib(256)
                .dirtyRate(1)
                .resources(Resources.of(2, 256, 1))
                .mode(mode)
                .build();
        return new Event.Observed(
                now,
                new HostObservation(
                        now,
                        4,
                        OptionalDouble.of(4 * load),
                        HostUsage.UNKNOWN,
                        Resources.of(8, 4096, 100),
                        Optional.empty(),
                        here ? List.of(server) : List.of(),
                        List.of(),
                        OptionalInt.empty(),
                        Optional.empty()));
    }

    private HostInfo peer(Mode mode) {
        Engine peer = engine("pm2", mode);
        peer.on(new Event.Started(now, Pauses.NONE));
        for (int sample = 0; sample < 6; sample++) peer.on(observed(0.1, Mode.ENFORCE, false));
        return peer.self(now);
    }

    /** Hot, with one server of this mode, and a cold peer that bids for it; after its first auction. */
    private Engine advised(Mode host, Mode server) {
        Engine hot = engine("pm1", host);
        hot.on(new Event.Started(now, Pauses.NONE));
        HostInfo peer = peer(host);
        hot.on(heard("pm2", "", new Message.Hello(peer)));
        String auction = "";
        for (int sample = 0; sample < 6 && auction.isEmpty(); sample++) {
            tell(hot, observed(0.95, server, true));
            auction = called();
        }
        tell(hot, heard("pm2", auction, new Message.HotspotReply(peer, List.of(SERVER), false, "")));
        return hot;
    }

    private String called() {
        return done.stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> ((Effect.Send) effect).envelope())
                .filter(envelope -> envelope.message() instanceof Message.HotspotMessage)
                .map(Envelope::auction)
                .reduce("", (before, last) -> last);
    }

    private Proposals kept() {
        return done.stream()
                .filter(Effect.Keep.class::isInstance)
                .map(effect -> ((Effect.Keep) effect).proposals())
                .reduce(Proposals.NONE, (before, last) -> last);
    }

    private Proposal only() {
        assertThat(kept().entries()).hasSize(1);
        return kept().entries().get(0);
    }

    private Message.AdviceAcknowledgement say(Engine engine, Word word, String by) {
        List<Message> answers = tell(engine, heard("visitor-" + by, "", new Message.Advice(only().id(), word, "", by)));
        return (Message.AdviceAcknowledgement) answers.get(0);
    }

    /** The timer that an approval sets. */
    private void ring(Engine engine) {
        tell(engine, new Event.Rang(now, AuctionEngine.AGAIN));
    }

    private void agree(Engine engine, double load) {
        String auction = called();
        Engine there = engine("pm2", Mode.PROPOSE);
        there.on(new Event.Started(now, Pauses.NONE));
        Instant kept = now;
        for (int sample = 0; sample < 6; sample++) there.on(observed(load, Mode.ENFORCE, false));
        now = kept;
        HostInfo peer = there.self(now);
        tell(engine, heard("pm2", auction, new Message.HotspotReply(peer, List.of(SERVER), false, "")));
        tell(engine, heard("pm2", auction, new Message.WinningBidAcknowledgement(SERVER, true, false, "")));
    }

    private long migrations() {
        return done.stream().filter(Effect.Migrate.class::isInstance).count();
    }

    @Test
    void whatIsApprovedIsAuctionedAnewAndMovesOnceWhoeverApprovesItToo() {
        Engine hot = advised(Mode.PROPOSE, Mode.ENFORCE);
        String first = called();
        assertThat(only().id()).isEqualTo(first);
        assertThat(only().fate().state()).isEqualTo(State.OPEN);
        assertThat(only().gain()).isEqualTo(0.75 * only().move().forecast().gain());
        assertThat(say(hot, Word.APPROVE, "alice").ok()).isTrue();
        assertThat(say(hot, Word.APPROVE, "alice").ok()).as("said again").isTrue();
        assertThat(say(hot, Word.APPROVE, "bob").reason()).isEqualTo("it is approved already by alice");
        ring(hot);
        assertThat(called()).isNotEqualTo(first);
        assertThat(say(hot, Word.REJECT, "bob").ok()).as("too late").isFalse();
        agree(hot, 0.1);
        ring(hot);
        assertThat(migrations()).isEqualTo(1);
        assertThat(only().fate().state()).isEqualTo(State.MOVING);
        tell(hot, new Event.MigrationEnded(now, called(), SERVER, new Outcome.Done(10)));
        assertThat(only().fate().state()).isEqualTo(State.MOVED);
        assertThat(only().fate().by()).isEqualTo("alice");
    }

    @Test
    void whatGainsLessThanItPromisedStaysAndSaysTheFigures() {
        Engine hot = advised(Mode.PROPOSE, Mode.ENFORCE);
        say(hot, Word.APPROVE, "alice");
        ring(hot);
        agree(hot, 0.25);
        assertThat(migrations()).isZero();
        assertThat(only().fate().state()).isEqualTo(State.VOID);
        assertThat(only().fate().text())
                .startsWith("no longer worth it: system performance would go from 0.")
                .contains("a gain of 0.", " where 0.", " was promised");
        assertThat(say(hot, Word.APPROVE, "bob").ok()).isFalse();
    }

    @Test
    void aRejectedServerIsProposedNoMoreForALifetime() {
        Engine hot = advised(Mode.PROPOSE, Mode.ENFORCE);
        assertThat(say(hot, Word.REJECT, "alice").ok()).isTrue();
        String before = called();
        for (int sample = 0; sample < 80; sample++) tell(hot, observed(0.95, Mode.ENFORCE, true));
        assertThat(called()).isEqualTo(before);
        now = now.plus(Duration.ofHours(1));
        for (int sample = 0; sample < 40; sample++) tell(hot, observed(0.95, Mode.ENFORCE, true));
        assertThat(called()).isNotEqualTo(before);
    }

    @Test
    void adviceExpiresAndIsRenewedByTheSameMove() {
        Engine hot = advised(Mode.PROPOSE, Mode.ENFORCE);
        Instant until = only().until();
        String before = called();
        for (int sample = 0; sample < 60 && called().equals(before); sample++) {
            tell(hot, observed(0.95, Mode.ENFORCE, true));
        }
        tell(hot, heard("pm2", called(), new Message.HotspotReply(peer(Mode.PROPOSE), List.of(SERVER), false, "")));
        assertThat(only().id()).as("the same advice").isEqualTo(before);
        assertThat(only().until()).isAfter(until);
        now = now.plus(Duration.ofHours(2));
        tell(hot, observed(0.5, Mode.ENFORCE, true));
        assertThat(only().fate().state()).isEqualTo(State.EXPIRED);
    }

    @Test
    void adviceOutlivesARestartAndWhatWasBegunIsNotBegunAgain() {
        Engine hot = advised(Mode.PROPOSE, Mode.ENFORCE);
        Proposals open = kept();
        Engine again = engine("pm1", Mode.PROPOSE);
        tell(again, new Event.Started(now, Pauses.NONE, Drains.NONE, open, List.of()));
        Message.Advice all = new Message.Advice("", Word.SHOW, "", "");
        assertThat(tell(again, heard("visitor", "", all)))
                .containsExactly(new Message.AdviceAcknowledgement("", true, "", open));
        say(hot, Word.APPROVE, "alice");
        ring(hot);
        Engine third = engine("pm1", Mode.PROPOSE);
        tell(third, new Event.Started(now, Pauses.NONE, Drains.NONE, kept(), List.of()));
        assertThat(only().fate().state()).isEqualTo(State.FAILED);
        ring(third);
        assertThat(migrations()).isZero();
    }

    @Test
    void aServerMayAskForLessThanItsHostDoes() {
        advised(Mode.ENFORCE, Mode.PROPOSE);
        assertThat(only().fate().state()).isEqualTo(State.OPEN);
        assertThat(done.stream()
                        .filter(Effect.Send.class::isInstance)
                        .map(effect -> ((Effect.Send) effect).envelope().message()))
                .as("the bidder is free again")
                .hasAtLeastOneElementOfType(Message.ResourceRelease.class);
        assertThat(migrations()).isZero();
        done.clear();
        advised(Mode.PROPOSE, Mode.ADVISE);
        assertThat(kept().entries()).isEmpty();
    }

    @Test
    void whoProposesBidsForAdviceAndForWhatIsApprovedAlone() {
        HostInfo enforcing = peerOf(Mode.ENFORCE);
        assertThat(bids(Mode.PROPOSE, enforcing)).isEqualTo("mode propose");
        assertThat(bids(Mode.PROPOSE, enforcing.approved(true))).isEmpty();
        assertThat(bids(Mode.PROPOSE, peerOf(Mode.ADVISE))).isEmpty();
        assertThat(bids(Mode.PROPOSE, peerOf(Mode.PROPOSE))).isEmpty();
        assertThat(bids(Mode.ADVISE, peerOf(Mode.PROPOSE))).isEqualTo("mode advise");
        assertThat(bids(Mode.ENFORCE, peerOf(Mode.PROPOSE))).isEmpty();
    }

    private HostInfo peerOf(Mode mode) {
        return advised(mode, Mode.ENFORCE).self(now);
    }

    /** Why not; empty: it does. */
    private String bids(Mode mode, HostInfo auctioneer) {
        Engine bidder = engine("pm2", mode);
        bidder.on(new Event.Started(now, Pauses.NONE));
        for (int sample = 0; sample < 6; sample++) bidder.on(observed(0.1, Mode.ENFORCE, false));
        Message offer = done.stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> ((Effect.Send) effect).envelope().message())
                .filter(Message.HotspotMessage.class::isInstance)
                .findFirst()
                .orElseThrow();
        Message call = new Message.HotspotMessage(auctioneer, ((Message.HotspotMessage) offer).servers());
        List<Message> said = tell(bidder, heard("pm1", "pm1/x/" + ++count, call));
        return ((Message.HotspotReply) said.get(0)).reason();
    }
}
