package io.drover.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.AuctionSummary;
import io.drover.auction.AuctionSummary.Bid;
import io.drover.auction.AuctionSummary.Verdict;
import io.drover.auction.Envelope;
import io.drover.auction.Message;
import io.drover.auction.Report;
import io.drover.auction.Report.Underway;
import io.drover.auction.Tally;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The largest answer that an engine gives: eight auctions, as many bids as a tally has rows, of a thousand bidders. */
class MeasurementSizeTest {

    private static final int AUCTIONS = 8;

    @Test
    void aThousandBiddersAreFarFromTheLimit() throws MalformedMessage {
        byte[] plausible = new MessageCodec().encode(envelope("compute-0417.rack-12.example.com", "predicted 0.96213"));
        assertThat(plausible.length).isLessThan(64 * 1024);
    }

    @Test
    void theLongestNamesAndReasonsStillFit() throws MalformedMessage {
        Envelope longest = envelope("h".repeat(Fields.NAME_MAX), "w".repeat(Fields.REASON_MAX));
        assertThat(MessageCodec.text(longest).length()).isLessThan(MessageCodec.MAX_BYTES);
    }

    private static Envelope envelope(String host, String why) {
        Envelope golden = GoldenMessages.of(MessageType.MEASUREMENT_REPLY);
        Message.MeasurementReply reply = (Message.MeasurementReply) golden.message();
        Report report = reply.report();
        AuctionSummary auction = auction(report.auctions().get(0), host, why);
        Report large = new Report(
                report.startedAt(),
                report.lockedUntil(),
                report.lastDecision(),
                report.traffic(),
                Collections.nCopies(AUCTIONS, auction),
                8,
                Collections.nCopies(64, new Underway(host, auction.server(), host, 0.123456789)));
        return new Envelope(
                golden.id(),
                golden.source(),
                golden.to(),
                golden.auction(),
                golden.sentAt(),
                new Message.MeasurementReply(reply.self(), 1, 1, 1, large));
    }

    private static AuctionSummary auction(AuctionSummary golden, String host, String why) {
        SplittableRandom random = new SplittableRandom(7);
        List<Bid> bids = Collections.nCopies(Tally.ROWS, null).stream()
                .map(nothing -> new Bid(
                        host,
                        random.nextDouble(),
                        random.nextInt(40),
                        new UUID(random.nextLong(), random.nextLong()).toString(),
                        random.nextDouble(),
                        random.nextDouble(100),
                        Verdict.LOST,
                        why))
                .toList();
        return new AuctionSummary(
                golden.auction(),
                golden.auctioneer(),
                golden.strategy(),
                golden.openedAt(),
                golden.endedAt(),
                golden.load(),
                golden.threshold(),
                golden.ending(),
                golden.reason(),
                golden.server(),
                golden.source(),
                golden.destination(),
                golden.entropyBefore(),
                golden.entropyAfter(),
                bids,
                1000 - Tally.ROWS);
    }
}
