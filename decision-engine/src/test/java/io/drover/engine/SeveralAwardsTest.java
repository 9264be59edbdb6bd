package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Address;
import io.drover.auction.AuctionSummary;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Note;
import io.drover.auction.Pauses;
import io.drover.auction.TimerId;
import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.MigrationOrder;
import io.drover.model.Mode;
import io.drover.model.Outcome;
import io.drover.model.Profile;
import io.drover.model.Resources;
import io.drover.model.ServerObservation;
import io.drover.model.Settings;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.scenario.Testbed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A hot host of four CPUs at 0.91, with six servers, and four idle peers: what one auction does. */
class SeveralAwardsTest {

    private static final List<String> PEERS = List.of("pm2", "pm3", "pm4", "pm5");
    private static final List<String> SERVERS = List.of("a", "b", "c", "d", "e", "f");

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private int words;

    private final SortedMap<String, Engine> peers = new TreeMap<>();
    private Engine hot;
    private String auction = "";

    private Engine engine(String host, Profile profile, int outbound) {
        Settings usual = Testbed.settings(profile, StrategyName.PUSH, new Thresholds(0.7, 0.3), false);
        var migration = usual.migration().toBuilder().maxOutbound(outbound).build();
        Settings settings =
                new Settings(host, "az", Mode.ENFORCE, usual.strategy(), usual.auction(), migration, usual.load());
        Engine engine = new AuctionEngine(settings, new SplittableRandom(1));
        engine.on(new Event.Started(now, Pauses.NONE));
        return engine;
    }

    private List<Effect> sample(Engine engine, double tasks, List<String> servers) {
        List<ServerObservation> here = servers.stream()
                .map(id -> new ServerObservation(
                        id,
                        1,
                        OptionalDouble.of(0.91 * 4 / SERVERS.size()),
                        256,
                        OptionalDouble.of(1),
                        Resources.of(1, 256, 1),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
        return engine.on(new Event.Observed(
                now,
                new HostObservation(
                        now,
                        4,
                        OptionalDouble.of(tasks),
                        HostUsage.UNKNOWN,
                        Resources.of(8, 4096, 100),
                        Optional.empty(),
                        here,
                        List.of(),
                        OptionalInt.empty(),
                        Optional.empty())));
    }

    /** Until the hot host has opened its auction, and all peers have bid for all. */
    private List<Effect> awards(Profile profile, int outbound) {
        hot = engine("pm1", profile, outbound);
        for (String peer : PEERS) {
            peers.put(peer, engine(peer, profile, outbound));
            hot.on(heard(peer, "", new Message.Hello(peers.get(peer).self(now))));
        }
        List<Effect> opening = List.of();
        for (int i = 0; i < 5; i++) {
            now = now.plusSeconds(10);
            peers.values().forEach(peer -> sample(peer, 0.4, List.of()));
            opening = sample(hot, 0.91 * 4, SERVERS);
        }
        auction = opening.stream()
                .filter(effect -> effect instanceof Effect.Say say && say.note() instanceof Note.Opened)
                .map(effect -> ((Effect.Say) effect).note().auction())
                .findFirst()
                .orElseThrow();
        List<Effect> last = List.of();
        for (String peer : PEERS) last = bids(peer);
        return last;
    }

    private List<Effect> bids(String peer) {
        return hot.on(
                heard(peer, auction, new Message.HotspotReply(peers.get(peer).self(now), SERVERS, false, "")));
    }

    private Event heard(String peer, String auction, Message message) {
        return new Event.Heard(
                now, new Envelope(peer + "/" + ++words, peer, Address.host("pm1"), auction, now, message));
    }

    private List<Effect> answers(Award award, boolean ok) {
        return hot.on(heard(award.peer, auction, new Message.WinningBidAcknowledgement(award.server, ok, false, "")));
    }

    private record Award(String server, String peer) {}

    private static List<Award> awarded(List<Effect> effects) {
        return messages(effects, Message.WinningBidAnnouncement.class).stream()
                .filter(said -> said.to().equals(Address.host(award(said).issuer())))
                .map(said -> new Award(award(said).server(), award(said).issuer()))
                .toList();
    }

    private static Message.WinningBidAnnouncement award(Envelope said) {
        return (Message.WinningBidAnnouncement) said.message();
    }

    private static List<Envelope> messages(List<Effect> effects, Class<? extends Message> type) {
        List<Envelope> found = new ArrayList<>();
        for (Effect effect : effects) {
            if (effect instanceof Effect.Send send
                    && type.isInstance(send.envelope().message())) found.add(send.envelope());
        }
        return found;
    }

    private static List<String> ordered(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Migrate.class::isInstance)
                .map(effect -> ((Effect.Migrate) effect).order().server())
                .toList();
    }

    private static List<String> told(List<Effect> effects, Class<? extends Message> type) {
        return messages(effects, type).stream()
                .map(said -> said.to() instanceof Address.Host host ? host.name() : "")
                .filter(host -> !host.isEmpty())
                .toList();
    }

    private List<Effect> ends(Award award, Outcome outcome) {
        return hot.on(new Event.MigrationEnded(now, auction, award.server, outcome));
    }

    private AuctionSummary summary() {
        List<Effect> answer = hot.on(heard("mp", "", new Message.MeasurementRequest(Instant.EPOCH)));
        return ((Message.MeasurementReply)
                        ((Effect.Send) answer.get(answer.size() - 1)).envelope().message())
                .report()
                .auctions()
                .get(0);
    }

    @Test
    void oneAuctionAwardsAsManyAsItTakesOneToABidder() {
        List<Award> all = awarded(awards(Profile.DEFAULT, 4));
        assertThat(all).hasSize(3);
        assertThat(all).extracting(Award::peer).doesNotHaveDuplicates();
        assertThat(all).extracting(Award::server).doesNotHaveDuplicates();
    }

    @Test
    void thePublishedRulesAwardOne() {
        assertThat(awarded(awards(Profile.THESIS, Integer.MAX_VALUE))).hasSize(1);
    }

    @Test
    void noMoreIsAwardedThanMayBeOnItsWay() {
        assertThat(awarded(awards(Profile.DEFAULT, 1))).hasSize(1);
        assertThat(awarded(awards(Profile.DEFAULT, 2))).hasSize(2);
    }

    @Test
    void eachIsOrderedWhenItsOwnWinnerHasConfirmed() {
        List<Award> all = awarded(awards(Profile.DEFAULT, 4));
        List<Effect> first = answers(all.get(2), true);
        assertThat(ordered(first)).containsExactly(all.get(2).server());
        assertThat(told(first, Message.WinningBidAnnouncement.class))
                .as("the rest may still be needed")
                .isEmpty();
        assertThat(ordered(answers(all.get(0), true)))
                .containsExactly(all.get(0).server());
        List<Effect> last = answers(all.get(1), true);
        assertThat(ordered(last)).containsExactly(all.get(1).server());
        assertThat(told(last, Message.WinningBidAnnouncement.class)).hasSize(1);
        assertThat(hot.self(now).load().pending())
                .as("all three count as gone")
                .isCloseTo(-3 * 0.91 * 4 / 6, org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void whoSaysYesTwiceGetsOneOrder() {
        List<Award> all = awarded(awards(Profile.DEFAULT, 4));
        answers(all.get(0), true);
        assertThat(ordered(answers(all.get(0), true))).isEmpty();
    }

    @Test
    void aRefusalIsReplacedByTheBestThatIsLeftBesideTheOthers() {
        List<Award> all = awarded(awards(Profile.DEFAULT, 4));
        answers(all.get(0), true);
        List<Award> instead = awarded(answers(all.get(1), false));
        assertThat(instead).hasSize(1);
        assertThat(instead)
                .extracting(Award::peer)
                .doesNotContainAnyElementsOf(all.stream().map(Award::peer).toList());
        assertThat(instead.get(0).server())
                .isNotIn(all.get(0).server(), all.get(2).server());
        assertThat(ordered(answers(instead.get(0), true))).hasSize(1);
        assertThat(ordered(answers(all.get(2), true))).hasSize(1);
    }

    @Test
    void silenceOfOneDoesNotKeepTheOthers() {
        List<Effect> asking = awards(Profile.DEFAULT, 4);
        List<Award> all = awarded(asking);
        answers(all.get(0), true);
        answers(all.get(1), true);
        List<TimerId> timers = asking.stream()
                .filter(Effect.SetTimer.class::isInstance)
                .map(effect -> ((Effect.SetTimer) effect).timer())
                .filter(timer -> timer.name().endsWith(" " + all.get(2).server()))
                .toList();
        assertThat(timers).hasSize(1);
        List<Effect> silent = hot.on(new Event.Rang(now, timers.get(0)));
        assertThat(told(silent, Message.ResourceRelease.class))
                .containsExactly(all.get(2).peer());
        assertThat(awarded(silent)).hasSize(1);
    }

    @Test
    void eachEndIsToldToItsOwnDestination() {
        List<Award> all = awarded(awards(Profile.DEFAULT, 4));
        all.forEach(award -> answers(award, true));
        now = now.plusSeconds(30);
        List<Effect> moved = ends(all.get(1), new Outcome.Done(20));
        assertThat(told(moved, Message.MigrationAcknowledgement.class))
                .containsExactly(all.get(1).peer());
        List<Effect> failed = ends(all.get(0), new Outcome.Failed("it broke off"));
        assertThat(told(failed, Message.MigrationAcknowledgement.class))
                .containsExactly(all.get(0).peer());
        assertThat(summary().ending()).as("one is on its way").isEmpty();
        ends(all.get(2), new Outcome.Done(20));
        assertThat(summary().ending()).isEqualTo("moved");
        assertThat(summary().bids())
                .filteredOn(bid -> bid.verdict() == AuctionSummary.Verdict.WON)
                .extracting(AuctionSummary.Bid::server)
                .containsExactlyInAnyOrderElementsOf(
                        all.stream().map(Award::server).toList());
    }

    @Test
    void whatIsAgreedOutlivesAStopAndTheRestIsReleased() {
        List<Award> all = awarded(awards(Profile.DEFAULT, 4));
        answers(all.get(0), true);
        List<Effect> stopping = hot.on(new Event.Stopping(now));
        assertThat(told(stopping, Message.ResourceRelease.class))
                .contains(all.get(1).peer(), all.get(2).peer())
                .doesNotContain(all.get(0).peer());
        assertThat(stopping).noneMatch(effect -> effect instanceof Effect.Say say && say.note() instanceof Note.Ended);
        assertThat(told(ends(all.get(0), new Outcome.Done(20)), Message.MigrationAcknowledgement.class))
                .containsExactly(all.get(0).peer());
    }

    @Test
    void nobodyIsAskedAgainWhileSomethingIsOnItsWay() {
        List<Award> all = awarded(awards(Profile.DEFAULT, 4));
        all.forEach(award -> answers(award, true));
        now = now.plusSeconds(10);
        assertThat(messages(sample(hot, 3.95, SERVERS), Message.HotspotMessage.class))
                .isEmpty();
    }

    @Test
    void ordersOfOneAuctionAreEachResumedAfterARestart() {
        hot = engine("pm1", Profile.DEFAULT, 4);
        auction = "pm1/x/1";
        sample(hot, 3, SERVERS);
        for (Award award : List.of(new Award("a", "pm2"), new Award("b", "pm3"))) {
            List<Effect> effects = hot.on(
                    new Event.Resumed(now, new MigrationOrder(auction, award.server, "pm1", award.peer, now, 10, 0.1)));
            assertThat(effects).hasAtLeastOneElementOfType(Effect.Watch.class);
        }
        assertThat(told(ends(new Award("b", "pm3"), new Outcome.Done(20)), Message.MigrationAcknowledgement.class))
                .containsExactly("pm3");
        assertThat(told(ends(new Award("a", "pm2"), new Outcome.Done(20)), Message.MigrationAcknowledgement.class))
                .containsExactly("pm2");
    }
}
