package io.drover.wire;

import io.drover.auction.Address;
import io.drover.auction.AuctionSummary;
import io.drover.auction.AuctionSummary.Bid;
import io.drover.auction.AuctionSummary.Verdict;
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
import io.drover.auction.Report.Underway;
import io.drover.auction.Situation.Refused;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One auction's worth of plausible messages, one of each type: what the golden files hold. */
public final class GoldenMessages {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.250Z");
    private static final String ADVICE = "compute1/mkg2/1c";
    private static final String AUCTION = "0b5e1a52-9f0e-4a5c-8a52-3f1f6f0f7f01";
    private static final String WEB = "6f6c5a86-5a0b-4f0a-9a55-6f0d3bb4b001";
    private static final String BATCH = "6f6c5a86-5a0b-4f0a-9a55-6f0d3bb4b002";
    private static final String CACHE = "6f6c5a86-5a0b-4f0a-9a55-6f0d3bb4b003";
    private static final String GROUP = "c2b7ab6e-0d5a-4c0e-9d54-2a1f3a6e5d11";

    private GoldenMessages() {}

    public static Envelope of(MessageType type) {
        String id = "00000000-0000-4000-8000-0000000000" + String.format("%02d", type.number());
        Message message = message(type);
        boolean push = type.number() >= 3 && type.number() <= 9;
        boolean pull = type.number() >= 10 && type.number() <= 13;
        String source = fromHot(type) ? "compute1" : "compute2";
        return new Envelope(id, source, to(type), push || pull ? AUCTION : "", NOW, message);
    }

    private static boolean fromHot(MessageType type) {
        return switch (type) {
            case HELLO, HOTSPOT_REPLY, WINNING_BID_ACKNOWLEDGEMENT, STEAL_BROADCAST, STEAL_ATTEMPT -> false;
            default -> true;
        };
    }

    private static Address to(MessageType type) {
        return switch (type) {
            case MEASUREMENT_REQUEST, PAUSE, DRAIN, PLACE, ADVICE -> Address.FLEET;
            case HOTSPOT_MESSAGE, STEAL_BROADCAST -> new Address.Group("az-1");
            case MIGRATION, MEASUREMENT_REPLY -> Address.MEASUREMENT_POINT;
            default -> Address.host(fromHot(type) ? "compute2" : "compute1");
        };
    }

    private static Message message(MessageType type) {
        Message.Pause pause = new Message.Pause(true, "", "operator@control1", NOW);
        Message.Drain drain = new Message.Drain("compute3", true, false, "new disk", "operator@control1", NOW);
        return switch (type) {
            case HELLO ->
                new Message.Hello(
                        cold(),
                        new News(3, List.of("compute3"), new Pauses(List.of(pause)), new Drains(List.of(drain))));
            case HELLO_REPLY ->
                new Message.HelloReply(
                        hot(),
                        List.of("compute1", "compute2", "compute3"),
                        new Pauses(List.of(pause)),
                        new Drains(List.of(drain)),
                        List.of("compute1", "compute2", "compute3"),
                        List.of(new Failure("compute4", NOW)));
            case MIGRATION -> new Message.Migration(WEB, "compute2", "push", 0.684, 0.994, 22.26, 0.0305);
            case MIGRATION_ACKNOWLEDGEMENT ->
                new Message.MigrationAcknowledgement(WEB, "compute2", false, "NoValidHost", 0);
            case HOTSPOT_MESSAGE -> new Message.HotspotMessage(hot(), List.of(web(), batch()));
            case HOTSPOT_REPLY ->
                new Message.HotspotReply(locked(), List.of(WEB), new TreeMap<>(Map.of(BATCH, cache())), false, "");
            case WINNING_BID_ANNOUNCEMENT -> new Message.WinningBidAnnouncement(WEB, "compute2");
            case WINNING_BID_ACKNOWLEDGEMENT -> new Message.WinningBidAcknowledgement(WEB, true, false, "");
            case RESOURCE_RELEASE -> new Message.ResourceRelease("another host won");
            case STEAL_BROADCAST -> new Message.StealBroadcast(cold());
            case STEAL_BROADCAST_REPLY -> new Message.StealBroadcastReply(hot(), List.of(batch()), false, "");
            case STEAL_ATTEMPT ->
                new Message.StealAttempt(BATCH, "compute1", cold(), new Forecast(0.684, 0.9457, 11.377, 0.0218));
            case STEAL_ATTEMPT_ACKNOWLEDGEMENT ->
                new Message.StealAttemptAcknowledgement(BATCH, false, true, "locked by another auction");
            case MEASUREMENT_REQUEST -> new Message.MeasurementRequest(NOW.minusSeconds(15));
            case MEASUREMENT_REPLY -> new Message.MeasurementReply(hot(), 12, 3, 1, report());
            case PAUSE -> pause;
            case PAUSE_ACKNOWLEDGEMENT -> new Message.PauseAcknowledgement(true, "");
            case DRAIN -> drain;
            case DRAIN_ACKNOWLEDGEMENT ->
                new Message.DrainAcknowledgement(
                        "compute1", true, new DrainProgress(3, 8_192, 1, List.of(new Refused(WEB, "is locked"))));
            case PLACE -> new Message.Place(batch());
            case PLACE_ACKNOWLEDGEMENT -> new Message.PlaceAcknowledgement(hot(), BATCH, false, 1.2, "compute1 is hot");
            case ADVICE -> new Message.Advice(ADVICE, Message.Advice.Word.APPROVE, "tonight", "operator@control1");
            case ADVICE_ACKNOWLEDGEMENT ->
                new Message.AdviceAcknowledgement(ADVICE, true, "", new Proposals(List.of(proposal())));
        };
    }

    private static Proposal proposal() {
        return new Proposal(
                ADVICE,
                new Note.Move(
                        Note.Strategy.PUSH, WEB, "compute1", "compute2", new Forecast(0.684, 0.9457, 11.377, 0.0218)),
                0.1963,
                "hot at 0.91: proposes to move it",
                NOW,
                NOW.plusSeconds(3600),
                new Proposal.Fate(Proposal.State.APPROVED, "operator@control1", "", "tonight", NOW));
    }

    private static Report report() {
        Bid won = new Bid("compute2", 0.2125, 2, WEB, 0.994, 22.26, Verdict.WON, "the best: system performance 0.684");
        Bid silent = new Bid(
                "compute3", Double.NaN, 0, "", Double.NaN, Double.NaN, Verdict.SILENT, "no answer within 10.0 s");
        AuctionSummary auction = new AuctionSummary(
                AUCTION,
                "compute1",
                "push",
                NOW.minusSeconds(12),
                NOW,
                0.819,
                0.65,
                "moved",
                "it is on compute2",
                WEB,
                "compute1",
                "compute2",
                0.684,
                0.994,
                List.of(won, silent),
                3);
        return new Report(
                NOW.minusSeconds(86_400),
                NOW.plusSeconds(30),
                new Report.Decision(NOW, "it is on compute2"),
                new Report.Traffic(40, 21_000, 120, 63_000),
                List.of(auction),
                2,
                List.of(
                        new Underway(AUCTION, WEB, "compute2", 0.53),
                        new Underway("compute1/mkg2/1b", BATCH, "compute3", Double.NaN)));
    }

    private static HostInfo hot() {
        HostLoad load = new HostLoad(8, 6.5532, 7.02, 0.31, 0, NOW.minusSeconds(4), new Outlook(5.9, 1.44));
        HostUsage usage = new HostUsage(32_768L, 24_110L, 9_876_543_210L, 12_345_678L);
        return host("compute1", load, usage, new Standing(Mode.ENFORCE, false, "", ""));
    }

    private static HostInfo cold() {
        HostLoad load = new HostLoad(8, 1.2, 1.08, 0.12, 0.5, NOW.minusSeconds(7), new Outlook(2.1, 0.36));
        return host("compute2", load, HostUsage.UNKNOWN, new Standing(Mode.ENFORCE, false, "", ""));
    }

    private static HostInfo locked() {
        HostLoad load = new HostLoad(8, 1.2, Double.NaN, 0, 0.5, NOW.minusSeconds(7));
        return host("compute2", load, HostUsage.UNKNOWN, new Standing(Mode.ENFORCE, false, AUCTION, ""));
    }

    private static HostInfo host(String name, HostLoad load, HostUsage usage, Standing standing) {
        Thresholds varied = new Thresholds(0.65, 0.35);
        boolean local = usage != HostUsage.UNKNOWN;
        Vitals vitals = local ? new Vitals("local", "local", 6.9, 0.12, 0.0, 0.01) : Vitals.of("nova", "gnocchi");
        Allocation allocation = local ? new Allocation(3L, 8L, 20L, 8_192L, 16_384L) : Allocation.UNKNOWN;
        return HostInfo.of(name, "az-1", load)
                .usage(usage)
                .free(Resources.of(12, 8_192, 150))
                .base(Thresholds.DEFAULT)
                .current(varied)
                .standing(standing)
                .vitals(vitals)
                .allocation(allocation)
                .build();
    }

    private static ServerInfo web() {
        return new ServerInfo(
                WEB,
                2,
                1.6,
                1.72,
                2_048,
                12.5,
                Resources.of(2, 2_048, 20),
                List.of(GROUP),
                new ServerUsage(0.08, 1_630L),
                new Habit(1.4, 0.09, 720),
                Optional.of("az1"));
    }

    private static ServerInfo cache() {
        return new ServerInfo(CACHE, 1, 0.4, 0.35, 1_024, 2, Resources.of(1, 1_024, 10), List.of());
    }

    private static ServerInfo batch() {
        return new ServerInfo(BATCH, 4, 3.1, Double.NaN, 4_096, 20, Resources.of(4, 4_096, 40), List.of());
    }
}
