package io.drover.journal;

import io.drover.auction.Address;
import io.drover.auction.AuctionSummary;
import io.drover.auction.DrainProgress;
import io.drover.auction.Drains;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Forecast;
import io.drover.auction.Message;
import io.drover.auction.News;
import io.drover.auction.Note;
import io.drover.auction.Pauses;
import io.drover.auction.Proposal;
import io.drover.auction.Proposals;
import io.drover.auction.Report;
import io.drover.auction.Situation.Refused;
import io.drover.auction.TimerId;
import io.drover.model.AuctionScope;
import io.drover.model.AuctionSettings;
import io.drover.model.ChangeWindows;
import io.drover.model.CostModel;
import io.drover.model.HostInfo;
import io.drover.model.HostLoad;
import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.LoadEstimate;
import io.drover.model.LoadSettings;
import io.drover.model.MigrationInProgress;
import io.drover.model.MigrationOrder;
import io.drover.model.MigrationSettings;
import io.drover.model.Mode;
import io.drover.model.Outcome;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.ServerObservation;
import io.drover.model.ServerUsage;
import io.drover.model.Settings;
import io.drover.model.Standing;
import io.drover.model.StrategySettings;
import io.drover.model.Thresholds;
import io.drover.model.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;

/** At least one of every kind of event, effect, message, address and outcome. */
final class Samples {

    static final Instant AT = Instant.parse("2026-11-22T12:00:00.123456789Z");
    static final MigrationOrder ORDER = order("a1", "s1");

    private static final Thresholds BASE = Thresholds.DEFAULT;
    private static final Message.Pause PAUSE = new Message.Pause(true, "", "operator", AT);
    private static final Pauses PAUSES = new Pauses(List.of(PAUSE));

    private static final Message.Drain DRAIN = new Message.Drain("pm1", true, false, "new disk", "operator", AT);
    private static final Drains DRAINS = new Drains(List.of(DRAIN), List.of(new Drains.Guest("s7", "pm1")));

    private Samples() {}

    static final Proposals PROPOSALS = new Proposals(List.of(new Proposal(
            "pm1/k/4",
            new Note.Move(Note.Strategy.PULL, "s1", "pm2", "pm1", new Forecast(0.7, 0.9, 12, 0.1)),
            0.15,
            "cold at 0.1",
            AT,
            AT.plusSeconds(3600),
            new Proposal.Fate(Proposal.State.MOVING, "operator@c1", "pm1/k/9", "", AT))));

    static MigrationOrder order(String auction, String server) {
        return new MigrationOrder(auction, server, "pm1", "pm2", AT.plusSeconds(30), 12.3456789, 1 / 3.0);
    }

    static JournalRun run(AuctionScope scope, LoadEstimate estimate) {
        return new JournalRun(
                new Settings(
                        "pm1",
                        "nova",
                        Mode.ENFORCE,
                        new StrategySettings(
                                Settings.StrategyName.HYBRID,
                                Settings.Goal.AGGRESSIVE,
                                BASE,
                                Thresholds.MEMORY,
                                true,
                                Duration.ofSeconds(300),
                                1,
                                Settings.Rules.DROVER),
                        new AuctionSettings(
                                scope,
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(60),
                                Duration.ofSeconds(45),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(120),
                                Duration.ofMinutes(5)),
                        new MigrationSettings(
                                125,
                                1,
                                1,
                                0,
                                Duration.ofMinutes(10),
                                Duration.ofMillis(1500),
                                Duration.ofHours(1),
                                5,
                                CostModel.PUBLISHED,
                                ChangeWindows.ALWAYS),
                        new LoadSettings(0.2, Duration.ofSeconds(120), estimate)),
                List.of("* 22-5 * * *"),
                "Europe/Berlin",
                Long.MIN_VALUE,
                AT);
    }

    static JournalRun run() {
        return run(new AuctionScope.All(), new LoadEstimate.Recovered());
    }

    static JournalRun run(Instant startedAt) {
        return new JournalRun(run().settings(), List.of(), "UTC", 1, startedAt);
    }

    static Stream<Event> events() {
        Stream<Event> plain = Stream.of(
                new Event.Started(AT, PAUSES),
                new Event.Started(AT, PAUSES, DRAINS),
                new Event.Started(AT, PAUSES, DRAINS, PROPOSALS, List.of("pm2")),
                new Event.Observed(AT, observation()),
                new Event.Observed(AT, nothingObserved()),
                new Event.Undelivered(AT, envelope(new Message.MeasurementRequest(Instant.EPOCH), Address.host("pm2"))),
                new Event.Rang(AT, new TimerId("a1", "replies")),
                new Event.PeersListed(AT, List.of("pm1", "pm2")),
                new Event.PeersListed(
                        AT, List.of("pm1", "pm2"), List.of(new Event.PeersListed.Failure("pm3", AT)), true),
                new Event.Resumed(AT, ORDER),
                new Event.Reconnected(AT),
                new Event.Noticed(AT, "Keystone gave a new token"),
                new Event.Stopping(AT));
        Stream<Event> ends = Stream.of(
                        new Outcome.Done(7.5),
                        new Outcome.Skipped("the server is locked"),
                        new Outcome.Refused("No valid host was found"),
                        new Outcome.Failed("aborted: \"ä\" \u0000"))
                .map(outcome -> new Event.MigrationEnded(AT, "a1", "s1", outcome));
        Stream<Event> heard = messages().map(message -> new Event.Heard(AT, envelope(message, Address.FLEET)));
        return Stream.of(plain, ends, heard).flatMap(events -> events);
    }

    static Stream<Effect> effects() {
        Stream<Effect> plain = Stream.of(
                new Effect.SetTimer(new TimerId("", "variable"), Duration.ofMillis(1234)),
                new Effect.CancelTimer(new TimerId("a1", "replies")),
                new Effect.Migrate(ORDER),
                new Effect.Watch(ORDER, AT),
                new Effect.Keep(PAUSES, DRAINS),
                new Effect.Keep(PAUSES, DRAINS, PROPOSALS));
        Stream<Effect> sent = Stream.of(
                        Address.host("pm2"), new Address.Group("nova"), Address.FLEET, Address.MEASUREMENT_POINT)
                .map(to -> new Effect.Send(envelope(PAUSE, to), Duration.ofSeconds(10)));
        return Stream.of(plain, sent, notes().map(Effect.Say::new)).flatMap(effects -> effects);
    }

    static Stream<Note> notes() {
        Note.Move move = new Note.Move(
                Note.Strategy.PULL, "s1", "pm1", "pm2", new Forecast(1, Double.NaN, Double.POSITIVE_INFINITY, 0.1));
        Stream<Note> valued = Stream.of(
                new Note.Opened("a1", Note.Strategy.PUSH, 0.9, 0.7, 3, "hot"),
                new Note.Chosen("a1", move, 4, 2, "s1 goes to pm2"),
                new Note.Advised("a1", move, "would move s1"),
                new Note.Refused("a1", "s1", "pm2", "pm2 is busy"),
                new Note.Migrating("a1", "s1", "pm2", 12, 0.1, "s1 goes to pm2"),
                new Note.Concluded("a1", "s1", "pm2", true, 12, "s1 is on pm2"),
                new Note.Concluded("a1", "s1", "pm2", false, 0, "s1 stays"),
                new Note.Ended("a1", OptionalInt.empty(), "no bid is left"),
                new Note.Ended("a1", OptionalInt.of(2), "nobody can take a server"));
        Stream<Note> said = Stream.of(Note.Kind.values())
                .filter(kind -> !Note.Said.ALWAYS_VALUED.contains(kind))
                .map(kind -> new Note.Said("", kind, "\"ä\""));
        return Stream.concat(valued, said);
    }

    static Stream<Message> messages() {
        Forecast forecast = new Forecast(0.7, 0.9, 12, 0.03);
        return Stream.of(
                new Message.Hello(host()),
                new Message.Hello(host(), new News(7, List.of("pm2"), PAUSES, DRAINS)),
                new Message.HelloReply(host(), List.of("pm2"), PAUSES, DRAINS),
                new Message.HelloReply(
                        host(),
                        List.of(),
                        PAUSES,
                        DRAINS,
                        List.of("pm1", "pm2"),
                        List.of(new Event.PeersListed.Failure("pm3", AT))),
                new Message.Migration("s1", "pm2", "push", 0.7, 0.9, 12, 0.03),
                new Message.MigrationAcknowledgement("s1", "pm2", true, "", 12),
                new Message.HotspotMessage(host(), List.of(server())),
                new Message.HotspotReply(host(), List.of("s1"), false, ""),
                new Message.HotspotReply(host(), List.of(), new TreeMap<>(Map.of("s2", server())), false, "hot"),
                new Message.WinningBidAnnouncement("s1", "pm2"),
                new Message.WinningBidAcknowledgement("s1", false, true, "settling"),
                new Message.ResourceRelease("lost"),
                new Message.StealBroadcast(host()),
                new Message.StealBroadcastReply(host(), List.of(server()), false, ""),
                new Message.StealAttempt("s1", "pm1", host(), forecast),
                new Message.StealAttemptAcknowledgement("s1", false, true, "busy"),
                new Message.MeasurementRequest(Instant.EPOCH),
                new Message.MeasurementReply(host(), 1, 2, 3, report()),
                PAUSE,
                new Message.PauseAcknowledgement(true, "nova"),
                DRAIN,
                new Message.DrainAcknowledgement(
                        "pm1", true, new DrainProgress(3, 768, 1, List.of(new Refused("s3", "is locked")))),
                new Message.Place(server()),
                new Message.PlaceAcknowledgement(host(), "s1", false, 0.7, "hot"),
                new Message.Advice("pm1/k/4", Message.Advice.Word.REJECT, "no", "operator@c1"),
                new Message.AdviceAcknowledgement("pm1/k/4", false, "it is rejected", PROPOSALS));
    }

    static Envelope envelope(Message message, Address to) {
        return new Envelope("m1", "pm1", to, "a1", AT, message);
    }

    private static HostInfo host() {
        return HostInfo.of("pm1", "nova", new HostLoad(8, Double.NaN, 1 / 3.0, 0.1, -0.0, AT))
                .free(Resources.of(-4, 2048, 10))
                .base(BASE)
                .current(new Thresholds(0.65, 0.35))
                .standing(new Standing(Mode.ENFORCE, false, "a1", "", true))
                .build();
    }

    private static Report report() {
        AuctionSummary.Bid bid =
                new AuctionSummary.Bid("pm2", Double.NaN, 0, "", Double.NaN, 12, AuctionSummary.Verdict.SILENT, "");
        AuctionSummary auction = new AuctionSummary(
                "a1", "pm1", "push", AT, null, 0.9, 0.7, "", "", "s1", "pm1", "pm2", 0.7, 0.9, List.of(bid), 1);
        return new Report(
                AT,
                null,
                new Report.Decision(AT, "s1 goes"),
                new Report.Traffic(1, 2, 3, 4),
                List.of(auction),
                5,
                List.of(new Report.Underway("a1", "s1", "pm2", Double.NaN)));
    }

    private static ServerInfo server() {
        return new ServerInfo("s1", 2, 0.5, 0.6, 512, 3, Resources.NONE, List.of("g1"));
    }

    private static HostObservation observation() {
        return new HostObservation(
                AT,
                8,
                OptionalDouble.of(3.25),
                new HostUsage(8192L, 1024L, 1L << 40, 7L),
                Resources.of(4, 2048, 10),
                Optional.of("service disabled"),
                List.of(ServerObservation.of("s1", 2)
                        .load(0.5)
                        .memoryMib(512)
                        .resources(Resources.of(2, 512, 1))
                        .apart(List.of("g1"), List.of())
                        .immovable(Optional.of("locked"))
                        .moved(List.of(AT, AT.minusSeconds(60)))
                        .usage(new ServerUsage(0.25, 300L))
                        .zone(Optional.of("az1"))
                        .build()),
                List.of(new MigrationInProgress("s2", "pm1", "")),
                OptionalInt.of(3),
                Optional.of("stale load"),
                new Vitals("local", "local", 3.1, 0.2, null, 0.0),
                Optional.of("az1"));
    }

    private static HostObservation nothingObserved() {
        return new HostObservation(
                AT,
                0,
                OptionalDouble.empty(),
                HostUsage.UNKNOWN,
                Resources.NONE,
                Optional.empty(),
                List.of(),
                List.of(),
                OptionalInt.empty(),
                Optional.empty());
    }
}
