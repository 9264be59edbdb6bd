package io.drover.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.auction.AuctionSummary;
import io.drover.auction.AuctionSummary.Bid;
import io.drover.auction.AuctionSummary.Verdict;
import io.drover.auction.Message;
import io.drover.auction.Report;
import io.drover.auction.Report.Underway;
import io.drover.model.HostInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads what message 15 alone has. Format 1.0 had the thesis' three counters, 1.1 no migrations. */
final class MeasurementReader {

    static final int FIELDS_1_0 = 3;
    static final int FIELDS_1_1 = 10;
    static final int FIELDS = 11;

    static final int AUCTIONS_MAX = 64;
    static final int BIDS_MAX = 1_000;
    static final int UNDERWAY_MAX = 1_000;

    private MeasurementReader() {}

    static Message reply(HostInfo self, Fields fields) throws MalformedMessage {
        long attempts = fields.count("attempts", 0);
        long migrations = fields.count("migrations", 0);
        long failed = fields.count("failed migrations", 0);
        Report report = fields.exhausted() ? Report.NONE : report(self.host(), fields);
        return new Message.MeasurementReply(self, attempts, migrations, failed, report);
    }

    private static Report report(String host, Fields fields) throws MalformedMessage {
        Instant startedAt = fields.instant("start");
        Instant lockedUntil = fields.instantOrNull("end of the lock");
        Instant decidedAt = fields.instant("time of the last decision");
        String decision = fields.reason("last decision");
        Fields traffic = fields.nested("traffic", 4);
        Report.Traffic counted = new Report.Traffic(
                traffic.count("messages sent", 0),
                traffic.count("bytes sent", 0),
                traffic.count("messages received", 0),
                traffic.count("bytes received", 0));
        List<AuctionSummary> auctions = new ArrayList<>();
        for (JsonNode node : fields.list("auctions", AUCTIONS_MAX)) {
            auctions.add(auction(host, fields.element(node, "an auction", 15)));
        }
        int more = fields.small("auctions left out", 0);
        List<Underway> underway = fields.exhausted() ? List.of() : underway(fields);
        Report.Decision newest = new Report.Decision(decidedAt, decision);
        return new Report(startedAt, lockedUntil, newest, counted, auctions, more, underway);
    }

    private static List<Underway> underway(Fields report) throws MalformedMessage {
        List<Underway> migrations = new ArrayList<>();
        for (JsonNode node : report.list("migrations under way", UNDERWAY_MAX)) {
            Fields fields = report.element(node, "a migration under way", 4);
            migrations.add(new Underway(
                    fields.name("auction"),
                    fields.uuid("server"),
                    fields.name("destination"),
                    fields.numberOrNaN("progress", 0, 1)));
        }
        return migrations;
    }

    private static AuctionSummary auction(String host, Fields fields) throws MalformedMessage {
        return new AuctionSummary(
                fields.name("auction"),
                host,
                fields.name("strategy"),
                fields.instant("opening"),
                fields.instantOrNull("end"),
                fields.amountOrNaN("load"),
                fields.amountOrNaN("threshold"),
                fields.nameOrEmpty("ending"),
                fields.reason("reason"),
                fields.nameOrEmpty("server"),
                fields.nameOrEmpty("source"),
                fields.nameOrEmpty("destination"),
                fields.amountOrNaN("entropy before"),
                fields.amountOrNaN("entropy after"),
                bids(fields),
                fields.small("bids left out", 0));
    }

    private static List<Bid> bids(Fields auction) throws MalformedMessage {
        List<Bid> bids = new ArrayList<>();
        for (JsonNode node : auction.list("bids", BIDS_MAX)) {
            Fields fields = auction.element(node, "a bid", 8);
            bids.add(new Bid(
                    fields.name("host"),
                    fields.amountOrNaN("load"),
                    fields.small("candidates", 0),
                    fields.nameOrEmpty("server"),
                    fields.amountOrNaN("entropy after"),
                    fields.amountOrNaN("predicted seconds"),
                    verdict(fields.name("verdict")),
                    fields.reason("why")));
        }
        return bids;
    }

    private static Verdict verdict(String text) throws MalformedMessage {
        for (Verdict verdict : Verdict.values()) {
            if (verdict.name().toLowerCase(Locale.ROOT).equals(text)) return verdict;
        }
        throw Fields.wrong("there is no such verdict on a bid");
    }
}
