package io.drover.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.auction.AuctionSummary;
import io.drover.auction.AuctionSummary.Bid;
import io.drover.auction.Message;
import io.drover.auction.Report;
import io.drover.auction.Report.Underway;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What message 15 alone has; {@link MeasurementReader} is its other half. */
final class MeasurementWriter {

    private MeasurementWriter() {}

    static ArrayNode reply(Message.MeasurementReply reply) {
        Report report = reply.report();
        ArrayNode auctions = list();
        report.auctions().forEach(auction -> auctions.add(auction(auction)));
        return list().add(reply.attempts())
                .add(reply.migrations())
                .add(reply.failedMigrations())
                .add(report.startedAt().toEpochMilli())
                .add(millis(report.lockedUntil()))
                .add(report.lastDecision().at().toEpochMilli())
                .add(Acknowledgement.cut(report.lastDecision().text()))
                .add(traffic(report.traffic()))
                .add(auctions)
                .add(report.moreAuctions())
                .add(underway(report.underway()));
    }

    private static ArrayNode underway(List<Underway> migrations) {
        ArrayNode list = list();
        for (Underway one : migrations) {
            list.add(list().add(one.auction())
                    .add(one.server())
                    .add(one.destination())
                    .add(MessageWriter.finite(one.progress())));
        }
        return list;
    }

    private static ArrayNode traffic(Report.Traffic traffic) {
        return list().add(traffic.messagesSent())
                .add(traffic.bytesSent())
                .add(traffic.messagesReceived())
                .add(traffic.bytesReceived());
    }

    private static ArrayNode auction(AuctionSummary auction) {
        ArrayNode bids = list();
        auction.bids().forEach(bid -> bids.add(bid(bid)));
        return list().add(auction.auction())
                .add(auction.strategy())
                .add(auction.openedAt().toEpochMilli())
                .add(millis(auction.endedAt()))
                .add(MessageWriter.finite(auction.load()))
                .add(MessageWriter.finite(auction.threshold()))
                .add(auction.ending())
                .add(Acknowledgement.cut(auction.reason()))
                .add(auction.server())
                .add(auction.source())
                .add(auction.destination())
                .add(MessageWriter.finite(auction.entropyBefore()))
                .add(MessageWriter.finite(auction.entropyAfter()))
                .add(bids)
                .add(auction.moreBids());
    }

    private static ArrayNode bid(Bid bid) {
        return list().add(bid.host())
                .add(MessageWriter.finite(bid.load()))
                .add(bid.candidates())
                .add(bid.server())
                .add(MessageWriter.finite(bid.entropyAfter()))
                .add(MessageWriter.finite(bid.seconds()))
                .add(bid.verdict().name().toLowerCase(Locale.ROOT))
                .add(Acknowledgement.cut(bid.why()));
    }

    private static Long millis(Instant at) {
        return at == null ? null : Long.valueOf(at.toEpochMilli());
    }

    private static ArrayNode list() {
        return JsonNodeFactory.instance.arrayNode();
    }
}
