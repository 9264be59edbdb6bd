package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Event.PeersListed.Failure;
import io.drover.auction.Message;
import io.drover.auction.Message.Advice.Word;
import io.drover.auction.Note;
import io.drover.auction.Pauses;
import io.drover.auction.Proposal;
import io.drover.auction.Proposals;
import io.drover.model.AuctionScope;
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
import io.drover.model.Spread;
import io.drover.model.Thresholds;
import io.drover.scenario.Testbed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a host that holds more than its share calls, and when it waits. A sample every ten seconds, of idle servers. */
class SpreadingTest {

    private static final Duration FIRST = Duration.ofMinutes(6);

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private int count;
    private final List<Effect> done = new ArrayList<>();
    private final Set<Integer> moved = new TreeSet<>();

    private static Engine engine(String host, Mode mode) {
        return engine(host, mode, "az", new AuctionScope.All());
    }

    private static Engine engine(String host, Mode mode, String group, AuctionScope scope) {
        Settings usual = Testbed.settings(Profile.DEFAULT, StrategyName.PUSH, Thresholds.DEFAULT, false);
        Settings spreading = usual.with(usual.strategy().spreading(Spread.SERVERS));
        return new AuctionEngine(spreading.with(mode).on(host).in(group).inviting(scope), new SplittableRandom(1));
    }

    private static String id(int number) {
        return String.format("00000000-0000-4000-8000-%012d", number);
    }

    private ServerObservation server(int number) {
        return ServerObservation.of(id(number), 1)
                .load(0.01)
                .memoryMib(256)
                .dirtyRate(1)
                .resources(Resources.of(1, 256, 1))
                .build();
    }

    /** With the servers from one number to another. */
    private Event observed(double load, int first, int last) {
        return new Event.Observed(
                now,
                new HostObservation(
                        now,
                        4,
                        OptionalDouble.of(4 * load),
                        new HostUsage(4096L, 512L, null, null),
                        Resources.of(30, 4096, 100),
                        Optional.empty(),
                        IntStream.rangeClosed(first, last)
                                .filter(number -> !moved.contains(number))
                                .mapToObj(this::server)
                                .toList(),
                        List.of(),
                        OptionalInt.empty(),
                        Optional.empty()));
    }

    private Event heard(String from, String auction, Message message) {
        return new Event.Heard(now, new Envelope(from + "/" + ++count, from, Address.FLEET, auction, now, message));
    }

    /** A peer with so many servers. */
    private HostInfo peer(Mode mode, double load, int servers) {
        return peer("pm2", mode, load, servers);
    }

    private HostInfo peer(String name, Mode mode, double load, int servers) {
        return peer(engine(name, mode), load, servers);
    }

    private HostInfo peer(Engine peer, double load, int servers) {
        peer.on(new Event.Started(now, Pauses.NONE));
        for (int sample = 0; sample < 6; sample++) {
            now = now.plusSeconds(10);
            peer.on(observed(load, 101, 100 + servers));
        }
        return peer.self(now);
    }

    private Engine started(Mode mode, HostInfo peer) {
        Engine engine = engine("pm1", mode);
        engine.on(new Event.Started(now, Pauses.NONE));
        engine.on(heard("pm2", "", new Message.Hello(peer)));
        return engine;
    }

    /** The auctions that it calls within this time, with so many servers of its own. */
    private List<Envelope> calls(Engine engine, double load, int first, int last, Duration within) {
        done.clear();
        for (Instant end = now.plus(within); now.isBefore(end); ) {
            now = now.plusSeconds(10);
            done.addAll(engine.on(observed(load, first, last)));
        }
        return called();
    }

    private List<Envelope> called() {
        return done.stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> ((Effect.Send) effect).envelope())
                .filter(envelope -> envelope.message() instanceof Message.HotspotMessage)
                .toList();
    }

    private List<Effect> answered(Engine engine, String auction, HostInfo peer) {
        List<String> all =
                IntStream.rangeClosed(1, 12).mapToObj(SpreadingTest::id).toList();
        return engine.on(heard("pm2", auction, new Message.HotspotReply(peer, all, false, "")));
    }

    private static List<Message> said(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> ((Effect.Send) effect).envelope().message())
                .toList();
    }

    @Test
    void itCallsOnceItIsAServerAboveItsShareAndOnlyThen() {
        assertThat(calls(started(Mode.ENFORCE, peer(Mode.ENFORCE, 0.1, 3)), 0.1, 1, 4, FIRST))
                .as("half a server above")
                .isEmpty();
        assertThat(calls(started(Mode.ENFORCE, peer(Mode.ENFORCE, 0.1, 3)), 0.1, 1, 5, FIRST))
                .hasSize(1);
    }

    @Test
    void whatHostsOfOtherGroupsHoldMattersNothingWhereTheyAreNotAsked() {
        for (AuctionScope scope : List.of(new AuctionScope.Auto(), new AuctionScope.Group(), new AuctionScope.All())) {
            Engine engine = engine("pm1", Mode.ENFORCE, "az", scope);
            engine.on(new Event.Started(now, Pauses.NONE));
            engine.on(heard("pm2", "", new Message.Hello(peer(Mode.ENFORCE, 0.1, 12))));
            HostInfo far = peer(engine("pm3", Mode.ENFORCE, "far", scope), 0.1, 3);
            engine.on(heard("pm3", "", new Message.Hello(far)));
            assertThat(calls(engine, 0.1, 1, 12, FIRST))
                    .as(scope.text())
                    .hasSize(scope instanceof AuctionScope.All ? 1 : 0);
        }
    }

    @Test
    void aVainAuctionIsFollowedByThirtyMinutes() {
        HostInfo peer = peer(Mode.ENFORCE, 0.1, 3);
        Engine engine = started(Mode.ENFORCE, peer);
        String auction = calls(engine, 0.1, 1, 12, FIRST).get(0).auction();
        engine.on(heard("pm2", auction, new Message.HotspotReply(peer, List.of(), false, "no room")));
        assertThat(calls(engine, 0.1, 1, 12, Duration.ofMinutes(30))).isEmpty();
        assertThat(calls(engine, 0.1, 1, 12, FIRST)).hasSize(1);
    }

    @Test
    void oneThatWasBusyIsAskedAgainAfterAMinute() {
        HostInfo peer = peer(Mode.ENFORCE, 0.1, 3);
        Engine engine = started(Mode.ENFORCE, peer);
        String auction = calls(engine, 0.1, 1, 12, FIRST).get(0).auction();
        engine.on(heard("pm2", auction, new Message.HotspotReply(peer, List.of(), true, "settling")));
        assertThat(calls(engine, 0.1, 1, 12, Duration.ofSeconds(50))).isEmpty();
        assertThat(calls(engine, 0.1, 1, 12, Duration.ofSeconds(20))).hasSize(1);
    }

    @Test
    void oneThatMovedIsFollowedByTheNextAtOnceUntilTheHostIsContent() {
        HostInfo peer = peer(Mode.ENFORCE, 0.1, 8);
        Engine engine = started(Mode.ENFORCE, peer);
        String auction = calls(engine, 0.1, 1, 12, FIRST).get(0).auction();
        moves(engine, auction, peer);
        List<Envelope> next = calls(engine, 0.1, 1, 12, Duration.ofSeconds(60));
        assertThat(next).as("11 and 9 are a server off").hasSize(1);
        moves(engine, next.get(0).auction(), peer);
        assertThat(calls(engine, 0.1, 1, 12, Duration.ofMinutes(20)))
                .as("10 and 10")
                .isEmpty();
        moved.clear();
        assertThat(calls(engine, 0.1, 1, 12, Duration.ofMinutes(9)))
                .as("whatever comes")
                .isEmpty();
        assertThat(calls(engine, 0.1, 1, 12, Duration.ofMinutes(7))).hasSize(1);
    }

    private void moves(Engine engine, String auction, HostInfo peer) {
        Message.WinningBidAnnouncement award = said(answered(engine, auction, peer)).stream()
                .filter(Message.WinningBidAnnouncement.class::isInstance)
                .map(Message.WinningBidAnnouncement.class::cast)
                .findFirst()
                .orElseThrow();
        engine.on(heard("pm2", auction, new Message.WinningBidAcknowledgement(award.server(), true, false, "")));
        now = now.plusSeconds(10);
        moved.add(Integer.parseInt(award.server().substring(24)));
        engine.on(new Event.MigrationEnded(now, auction, award.server(), new Outcome.Done(8)));
    }

    @Test
    void aHotHostRelievesItselfAndSpreadsNothing() {
        Engine engine = started(Mode.ENFORCE, peer(Mode.ENFORCE, 0.1, 3));
        calls(engine, 0.9, 1, 12, FIRST);
        assertThat(opened()).isNotEmpty().allMatch(text -> text.startsWith("hot "));
    }

    private List<String> opened() {
        return done.stream()
                .filter(effect -> effect instanceof Effect.Say say && say.note() instanceof Note.Opened)
                .map(effect -> ((Effect.Say) effect).note().text())
                .toList();
    }

    @Test
    void aBidderThatIsHotGoesFirst() {
        HostInfo peer = peer(Mode.ENFORCE, 0.1, 3);
        Engine engine = started(Mode.ENFORCE, peer);
        engine.on(heard("pm3", "", new Message.Hello(peer("pm3", Mode.ENFORCE, 0.1, 3))));
        String auction = calls(engine, 0.1, 1, 12, FIRST).get(0).auction();
        HostInfo busy = peer("pm3", Mode.ENFORCE, 0.9, 3);
        engine.on(heard("pm3", auction, new Message.HotspotReply(busy, List.of(), false, "hot")));
        List<Effect> effects = answered(engine, auction, peer);
        assertThat(effects)
                .anyMatch(effect -> effect instanceof Effect.Say say
                        && say.note() instanceof Note.Ended ended
                        && ended.text().equals("pm3 is hot, and goes first"));
    }

    @Test
    void nobodySpreadsWhileTheCloudRecovers() {
        Engine engine = started(Mode.ENFORCE, peer(Mode.ENFORCE, 0.1, 3));
        engine.on(new Event.PeersListed(
                now, List.of("pm1", "pm2"), List.of(new Failure("pm9", now.minusSeconds(10))), false));
        assertThat(calls(engine, 0.1, 1, 12, Duration.ofMinutes(9))).isEmpty();
        assertThat(calls(engine, 0.1, 1, 12, Duration.ofMinutes(7))).hasSize(1);
    }

    @Test
    void whatItProposesMovesOnceAnOperatorHasApprovedIt() {
        HostInfo peer = peer(Mode.PROPOSE, 0.1, 3);
        Engine engine = started(Mode.PROPOSE, peer);
        String auction = calls(engine, 0.1, 1, 12, FIRST).get(0).auction();
        List<Effect> advised = answered(engine, auction, peer);
        Proposal proposal = advised.stream()
                .filter(Effect.Keep.class::isInstance)
                .map(effect -> ((Effect.Keep) effect).proposals())
                .reduce(Proposals.NONE, (before, last) -> last)
                .entries()
                .get(0);
        assertThat(proposal.reason())
                .startsWith("allocated beyond its share, with 12 servers of 12 vCPUs and 3072 MiB: proposes to move");
        assertThat(calls(engine, 0.1, 1, 12, Duration.ofMinutes(20)))
                .as("it waits for a word")
                .isEmpty();
        engine.on(heard("visitor", "", new Message.Advice(proposal.id(), Word.APPROVE, "", "op@c1")));
        done.clear();
        done.addAll(engine.on(new Event.Rang(now, AuctionEngine.AGAIN)));
        String approved = called().get(0).auction();
        List<Message> told = said(engine.on(heard(
                "pm2",
                approved,
                new Message.HotspotReply(peer, List.of(proposal.move().server()), false, ""))));
        assertThat(told)
                .anyMatch(message -> message instanceof Message.WinningBidAnnouncement award
                        && award.server().equals(proposal.move().server()));
    }
}
