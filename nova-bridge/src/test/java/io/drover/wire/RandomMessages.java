package io.drover.wire;

import io.drover.auction.Address;
import io.drover.auction.AuctionSummary;
import io.drover.auction.DrainProgress;
import io.drover.auction.Drains;
import io.drover.auction.Envelope;
import io.drover.auction.Forecast;
import io.drover.auction.Message;
import io.drover.auction.Pauses;
import io.drover.auction.Report;
import io.drover.auction.Situation;
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
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Any message that an engine could say, from a seed. */
public final class RandomMessages {

    private static final String[] WORDS = {
        "node1", "pm2", "compute-07.example.com", "rack#3", "a*b", "100%", "%2A", "Zürich", "東京", "🐑 herd", "x y", "#"
    };

    private final SplittableRandom random;

    public RandomMessages(long seed) {
        this.random = new SplittableRandom(seed);
    }

    public Envelope envelope(MessageType type) {
        String source = word();
        return new Envelope(uuid(), source, address(), type.inAuction() ? uuid() : "", instant(), of(type, source));
    }

    private Message of(MessageType type, String source) {
        return switch (type) {
            case HELLO -> new Message.Hello(host(source));
            case HELLO_REPLY ->
                new Message.HelloReply(host(source), many(this::word), new Pauses(many(this::pause)), drains());
            case MIGRATION -> new Message.Migration(uuid(), word(), "push", unit(), unit(), amount(), amount());
            case MIGRATION_ACKNOWLEDGEMENT ->
                new Message.MigrationAcknowledgement(
                        uuid(), word(), random.nextBoolean(), reason(), amount(), amount());
            case HOTSPOT_MESSAGE -> new Message.HotspotMessage(host(source), many(this::server));
            case HOTSPOT_REPLY ->
                new Message.HotspotReply(host(source), many(this::uuid), random.nextBoolean(), reason());
            case WINNING_BID_ANNOUNCEMENT -> new Message.WinningBidAnnouncement(uuid(), word());
            case WINNING_BID_ACKNOWLEDGEMENT ->
                new Message.WinningBidAcknowledgement(uuid(), random.nextBoolean(), random.nextBoolean(), reason());
            case RESOURCE_RELEASE -> new Message.ResourceRelease(reason());
            case STEAL_BROADCAST -> new Message.StealBroadcast(host(source));
            case STEAL_BROADCAST_REPLY ->
                new Message.StealBroadcastReply(host(source), many(this::server), random.nextBoolean(), reason());
            case STEAL_ATTEMPT ->
                new Message.StealAttempt(
                        uuid(), word(), host(source), new Forecast(unit(), unit(), amount(), amount()));
            case STEAL_ATTEMPT_ACKNOWLEDGEMENT ->
                new Message.StealAttemptAcknowledgement(uuid(), random.nextBoolean(), random.nextBoolean(), reason());
            case MEASUREMENT_REQUEST -> new Message.MeasurementRequest(instant());
            case MEASUREMENT_REPLY ->
                new Message.MeasurementReply(host(source), count(), count(), count(), report(source));
            case PAUSE -> pause();
            case PAUSE_ACKNOWLEDGEMENT -> new Message.PauseAcknowledgement(random.nextBoolean(), wordOrEmpty());
            case DRAIN -> drain();
            case DRAIN_ACKNOWLEDGEMENT -> new Message.DrainAcknowledgement(word(), random.nextBoolean(), progress());
        };
    }

    private Report report(String host) {
        return new Report(
                instant(),
                instantOrNull(),
                new Report.Decision(instant(), reason()),
                new Report.Traffic(count(), count(), count(), count()),
                many(() -> auction(host)),
                random.nextInt(10),
                many(() -> new Report.Underway(word(), uuid(), word(), random.nextBoolean() ? unit() : Double.NaN)));
    }

    private AuctionSummary auction(String host) {
        return new AuctionSummary(
                word(),
                host,
                "pull",
                instant(),
                instantOrNull(),
                loadOrNaN(),
                unit(),
                wordOrEmpty(),
                reason(),
                random.nextBoolean() ? "" : uuid(),
                wordOrEmpty(),
                wordOrEmpty(),
                loadOrNaN(),
                loadOrNaN(),
                many(this::bid),
                random.nextInt(1000));
    }

    private AuctionSummary.Bid bid() {
        AuctionSummary.Verdict[] verdicts = AuctionSummary.Verdict.values();
        return new AuctionSummary.Bid(
                word(),
                loadOrNaN(),
                random.nextInt(50),
                wordOrEmpty(),
                loadOrNaN(),
                loadOrNaN(),
                verdicts[random.nextInt(verdicts.length)],
                reason());
    }

    public HostInfo host(String name) {
        Thresholds thresholds = new Thresholds(0.5 + unit() / 4, unit() / 4);
        HostLoad load = new HostLoad(
                random.nextInt(256),
                loadOrNaN(),
                loadOrNaN(),
                load(),
                random.nextDouble(-8, 8),
                instant(),
                random.nextBoolean() ? Outlook.UNKNOWN : new Outlook(load(), load()));
        return new HostInfo(
                name,
                wordOrEmpty(),
                load,
                new HostUsage(countOrNull(), countOrNull(), countOrNull(), countOrNull()),
                resources(-100),
                thresholds,
                Thresholds.TESTBED,
                new Standing(
                        Mode.values()[random.nextInt(4)],
                        random.nextBoolean(),
                        random.nextBoolean() ? "" : uuid(),
                        reason(),
                        random.nextBoolean()),
                new Vitals(wordOrEmpty(), wordOrEmpty(), amountOrNull(), shareOrNull(), shareOrNull(), shareOrNull()));
    }

    private Double amountOrNull() {
        return random.nextBoolean() ? null : Double.valueOf(amount());
    }

    private Double shareOrNull() {
        return random.nextBoolean() ? null : Double.valueOf(unit());
    }

    private ServerInfo server() {
        return new ServerInfo(
                uuid(),
                1 + random.nextInt(64),
                load(),
                loadOrNaN(),
                count(),
                amount(),
                resources(0),
                many(this::uuid),
                new ServerUsage(shareOrNull(), countOrNull()),
                random.nextBoolean() ? Habit.UNKNOWN : new Habit(load(), amount(), 1 + random.nextInt(1000)));
    }

    private Resources resources(long min) {
        TreeMap<String, Long> amounts = new TreeMap<>();
        for (String name : List.of("VCPU", "PCPU", "MEMORY_MB", "DISK_GB", "CUSTOM_FPGA_2")) {
            if (random.nextBoolean()) amounts.put(name, random.nextLong(min, 1 << 20));
        }
        return new Resources(amounts);
    }

    private Message.Pause pause() {
        return new Message.Pause(random.nextBoolean(), wordOrEmpty(), word(), instant());
    }

    private Drains drains() {
        return new Drains(many(this::drain));
    }

    private Message.Drain drain() {
        return new Message.Drain(
                word(), random.nextBoolean(), random.nextBoolean(), reason(), wordOrEmpty(), instant());
    }

    private DrainProgress progress() {
        return new DrainProgress(
                random.nextInt(100), count(), random.nextInt(5), many(() -> new Situation.Refused(uuid(), reason())));
    }

    private Address address() {
        return switch (random.nextInt(4)) {
            case 0 -> Address.host(word());
            case 1 -> new Address.Group(word());
            case 2 -> Address.FLEET;
            default -> Address.MEASUREMENT_POINT;
        };
    }

    private <T> List<T> many(Supplier<T> one) {
        return Stream.generate(one).limit(random.nextInt(5)).toList();
    }

    private String reason() {
        return random.nextBoolean() ? "" : "no: " + word() + " has \"" + word() + "\"";
    }

    private String wordOrEmpty() {
        return random.nextInt(4) == 0 ? "" : word();
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private double unit() {
        return random.nextDouble();
    }

    private double amount() {
        return random.nextInt(3) == 0 ? random.nextInt(100) : random.nextDouble(1e6);
    }

    private double load() {
        return random.nextInt(3) == 0 ? random.nextInt(100) : random.nextDouble(1e5);
    }

    private double loadOrNaN() {
        return random.nextInt(5) == 0 ? Double.NaN : random.nextDouble(64);
    }

    private long count() {
        return random.nextInt(4) == 0 ? 0 : random.nextLong(1L << 53);
    }

    private Long countOrNull() {
        return random.nextInt(3) == 0 ? null : Long.valueOf(count());
    }

    private Instant instantOrNull() {
        return random.nextBoolean() ? null : instant();
    }

    private Instant instant() {
        return Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
    }
}
