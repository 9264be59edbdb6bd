package io.drover.wire;

import io.drover.auction.Address;
import io.drover.auction.AuctionSummary;
import io.drover.auction.DrainProgress;
import io.drover.auction.Drains;
import io.drover.auction.Envelope;
import io.drover.auction.Event.PeersListed.Failure;
import io.drover.auction.Forecast;
import io.drover.auction.Message;
import io.drover.auction.News;
import io.drover.auction.Note;
import io.drover.auction.Pauses;
import io.drover.auction.Proposal;
import io.drover.auction.Proposals;
import io.drover.auction.Report;
import io.drover.auction.Situation;
import io.drover.model.Allocation;
import io.drover.model.Habit;
import io.drover.model.HostInfo;
import io.drover.model.HostLoad;
import io.drover.model.HostUsage;
import io.drover.model.Mode;
import io.drover.model.Outlook;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.ServerUsage;
import io.drover.model.Standing;
import io.drover.model.Thresholds;
import io.drover.model.Vitals;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Any message that an engine could say, from a seed. */
public final class RandomMessages {

    private final SplittableRandom random;
    private final RandomValues some;

    public RandomMessages(long seed) {
        this.random = new SplittableRandom(seed);
        this.some = new RandomValues(random);
    }

    public Envelope envelope(MessageType type) {
        String source = some.word();
        return new Envelope(
                some.uuid(), source, address(), type.inAuction() ? some.uuid() : "", some.instant(), of(type, source));
    }

    private Message of(MessageType type, String source) {
        return switch (type) {
            case HELLO -> new Message.Hello(host(source), news());
            case HELLO_REPLY ->
                new Message.HelloReply(
                        host(source),
                        some.many(some::word),
                        new Pauses(some.many(this::pause)),
                        drains(),
                        some.many(some::word),
                        some.many(() -> new Failure(some.word(), some.instant())));
            case MIGRATION ->
                new Message.Migration(
                        some.uuid(), some.word(), "push", some.unit(), some.unit(), some.amount(), some.amount());
            case MIGRATION_ACKNOWLEDGEMENT ->
                new Message.MigrationAcknowledgement(
                        some.uuid(), some.word(), random.nextBoolean(), some.reason(), some.amount(), some.amount());
            case HOTSPOT_MESSAGE -> new Message.HotspotMessage(host(source), some.many(this::server));
            case HOTSPOT_REPLY ->
                new Message.HotspotReply(
                        host(source), some.many(some::uuid), exchanges(), random.nextBoolean(), some.reason());
            case WINNING_BID_ANNOUNCEMENT -> new Message.WinningBidAnnouncement(some.uuid(), some.word());
            case WINNING_BID_ACKNOWLEDGEMENT ->
                new Message.WinningBidAcknowledgement(
                        some.uuid(), random.nextBoolean(), random.nextBoolean(), some.reason());
            case RESOURCE_RELEASE -> new Message.ResourceRelease(some.reason());
            case STEAL_BROADCAST -> new Message.StealBroadcast(host(source));
            case STEAL_BROADCAST_REPLY ->
                new Message.StealBroadcastReply(
                        host(source), some.many(this::server), random.nextBoolean(), some.reason());
            case STEAL_ATTEMPT ->
                new Message.StealAttempt(
                        some.uuid(),
                        some.word(),
                        host(source),
                        new Forecast(some.unit(), some.unit(), some.amount(), some.amount()));
            case STEAL_ATTEMPT_ACKNOWLEDGEMENT ->
                new Message.StealAttemptAcknowledgement(
                        some.uuid(), random.nextBoolean(), random.nextBoolean(), some.reason());
            case MEASUREMENT_REQUEST -> new Message.MeasurementRequest(some.instant());
            case MEASUREMENT_REPLY ->
                new Message.MeasurementReply(host(source), some.count(), some.count(), some.count(), report(source));
            case PAUSE -> pause();
            case PAUSE_ACKNOWLEDGEMENT -> new Message.PauseAcknowledgement(random.nextBoolean(), some.wordOrEmpty());
            case DRAIN -> drain();
            case DRAIN_ACKNOWLEDGEMENT ->
                new Message.DrainAcknowledgement(some.word(), random.nextBoolean(), progress());
            case PLACE -> new Message.Place(server());
            case PLACE_ACKNOWLEDGEMENT ->
                new Message.PlaceAcknowledgement(
                        host(source), some.uuid(), random.nextBoolean(), some.loadOrNaN(), some.reason());
            case ADVICE ->
                new Message.Advice(
                        some.wordOrEmpty(), some.any(Message.Advice.Word.values()), some.reason(), some.word());
            case ADVICE_ACKNOWLEDGEMENT -> advice();
        };
    }

    private Message advice() {
        boolean ok = random.nextBoolean();
        return new Message.AdviceAcknowledgement(
                some.wordOrEmpty(), ok, ok ? "" : some.reason(), new Proposals(some.many(this::proposal)));
    }

    private Proposal proposal() {
        Forecast forecast = new Forecast(some.unit(), some.unit(), some.amount(), some.amount());
        return new Proposal(
                some.word(),
                new Note.Move(some.any(Note.Strategy.values()), some.uuid(), some.word(), some.word(), forecast),
                2 * some.unit() - 1,
                some.reason(),
                some.instant(),
                some.instant(),
                new Proposal.Fate(
                        some.any(Proposal.State.values()),
                        some.wordOrEmpty(),
                        some.wordOrEmpty(),
                        some.reason(),
                        some.instant()));
    }

    private News news() {
        return random.nextBoolean()
                ? News.NONE
                : new News(random.nextInt(5_000), some.many(some::word), new Pauses(some.many(this::pause)), drains());
    }

    private Report report(String host) {
        return new Report(
                some.instant(),
                some.instantOrNull(),
                new Report.Decision(some.instant(), some.reason()),
                new Report.Traffic(some.count(), some.count(), some.count(), some.count()),
                some.many(() -> auction(host)),
                random.nextInt(10),
                some.many(() -> new Report.Underway(
                        some.word(), some.uuid(), some.word(), random.nextBoolean() ? some.unit() : Double.NaN)));
    }

    private AuctionSummary auction(String host) {
        return new AuctionSummary(
                some.word(),
                host,
                "pull",
                some.instant(),
                some.instantOrNull(),
                some.loadOrNaN(),
                some.unit(),
                some.wordOrEmpty(),
                some.reason(),
                random.nextBoolean() ? "" : some.uuid(),
                some.wordOrEmpty(),
                some.wordOrEmpty(),
                some.loadOrNaN(),
                some.loadOrNaN(),
                some.many(this::bid),
                random.nextInt(1000));
    }

    private AuctionSummary.Bid bid() {
        AuctionSummary.Verdict[] verdicts = AuctionSummary.Verdict.values();
        return new AuctionSummary.Bid(
                some.word(),
                some.loadOrNaN(),
                random.nextInt(50),
                some.wordOrEmpty(),
                some.loadOrNaN(),
                some.loadOrNaN(),
                verdicts[random.nextInt(verdicts.length)],
                some.reason());
    }

    public HostInfo host(String name) {
        Thresholds thresholds = new Thresholds(0.5 + some.unit() / 4, some.unit() / 4);
        HostLoad load = new HostLoad(
                random.nextInt(256),
                some.loadOrNaN(),
                some.loadOrNaN(),
                some.load(),
                random.nextDouble(-8, 8),
                some.instant(),
                random.nextBoolean() ? Outlook.UNKNOWN : new Outlook(some.load(), some.load()));
        return HostInfo.of(name, some.wordOrEmpty(), load)
                .usage(new HostUsage(some.countOrNull(), some.countOrNull(), some.countOrNull(), some.countOrNull()))
                .free(resources(-100))
                .base(thresholds)
                .current(Thresholds.TESTBED)
                .standing(new Standing(
                        some.any(Mode.values()),
                        random.nextBoolean(),
                        random.nextBoolean() ? "" : some.uuid(),
                        some.reason(),
                        random.nextBoolean(),
                        random.nextBoolean()))
                .vitals(new Vitals(
                        some.wordOrEmpty(),
                        some.wordOrEmpty(),
                        some.amountOrNull(),
                        some.shareOrNull(),
                        some.shareOrNull(),
                        some.shareOrNull()))
                .allocation(
                        random.nextBoolean()
                                ? Allocation.UNKNOWN
                                : new Allocation(
                                        some.countOrNull(),
                                        some.countOrNull(),
                                        some.countOrNull(),
                                        some.countOrNull(),
                                        some.countOrNull()))
                .build();
    }

    private SortedMap<String, ServerInfo> exchanges() {
        SortedMap<String, ServerInfo> exchanges = new TreeMap<>();
        for (ServerInfo returned : some.many(this::server)) exchanges.put(some.uuid(), returned);
        return exchanges;
    }

    private ServerInfo server() {
        return new ServerInfo(
                some.uuid(),
                1 + random.nextInt(64),
                some.load(),
                some.loadOrNaN(),
                some.count(),
                some.amount(),
                resources(0),
                some.many(some::uuid),
                new ServerUsage(some.shareOrNull(), some.countOrNull()),
                random.nextBoolean() ? Habit.UNKNOWN : new Habit(some.load(), some.amount(), 1 + random.nextInt(1000)),
                random.nextBoolean() ? Optional.empty() : Optional.of(some.uuid()));
    }

    private Resources resources(long min) {
        TreeMap<String, Long> amounts = new TreeMap<>();
        for (String name : List.of("VCPU", "PCPU", "MEMORY_MB", "DISK_GB", "CUSTOM_FPGA_2")) {
            if (random.nextBoolean()) amounts.put(name, random.nextLong(min, 1 << 20));
        }
        return new Resources(amounts);
    }

    private Message.Pause pause() {
        return new Message.Pause(random.nextBoolean(), some.wordOrEmpty(), some.word(), some.instant());
    }

    private Drains drains() {
        return new Drains(some.many(this::drain));
    }

    private Message.Drain drain() {
        return new Message.Drain(
                some.word(),
                random.nextBoolean(),
                random.nextBoolean(),
                some.reason(),
                some.wordOrEmpty(),
                some.instant(),
                random.nextBoolean(),
                random.nextBoolean());
    }

    private DrainProgress progress() {
        return new DrainProgress(
                random.nextInt(100),
                some.count(),
                random.nextInt(5),
                some.many(() -> new Situation.Refused(some.uuid(), some.reason())));
    }

    private Address address() {
        return switch (random.nextInt(4)) {
            case 0 -> Address.host(some.word());
            case 1 -> new Address.Group(some.word());
            case 2 -> Address.FLEET;
            default -> Address.MEASUREMENT_POINT;
        };
    }
}
