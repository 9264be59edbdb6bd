package io.drover.measurement;

import io.drover.auction.Address;
import io.drover.auction.AuctionSummary;
import io.drover.auction.Envelope;
import io.drover.auction.Message;
import io.drover.auction.Report;
import io.drover.model.HostInfo;
import io.drover.model.HostLoad;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Agents' words and a clock, as a measurement point hears and sees them. */
public final class Fleet implements InstantSource {

    public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    public static final Duration INTERVAL = Duration.ofSeconds(5);

    private Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    public void passes(Duration time) {
        now = now.plus(time);
    }

    /** An agent that has counted so much since {@code startedAt}. */
    public Envelope answer(String host, double load, long count, Instant startedAt, List<AuctionSummary> auctions) {
        HostLoad cpus = new HostLoad(4, load * 4, load * 4, 0, 0, now);
        HostInfo self = HostInfo.of(host, "az", cpus).build();
        Report report = new Report(
                startedAt,
                null,
                new Report.Decision(now, "no bid is left"),
                new Report.Traffic(count, count * 500, count, count * 500),
                auctions,
                0,
                List.of());
        return said(host, "", new Message.MeasurementReply(self, count, count / 2, 0, report));
    }

    public Envelope answer(String host, double load, long count) {
        return answer(host, load, count, START.minusSeconds(3600), List.of());
    }

    /** An agent tells how far one of its migrations is. */
    public Envelope proceeds(String auction, String server, double progress) {
        Envelope answer = answer("pm1", 0.5, 1);
        Message.MeasurementReply reply = (Message.MeasurementReply) answer.message();
        Report.Underway underway = new Report.Underway(auction, server, "pm2", progress);
        return said("pm1", "", reply.with(reply.report().traffic(), List.of(underway)));
    }

    public Envelope began(String auction, String server) {
        return said("pm1", auction, new Message.Migration(server, "pm2", "push", 0.7, 0.9, 12, 0.03));
    }

    public Envelope ended(String auction, String server, boolean ok) {
        return said(
                "pm1",
                auction,
                new Message.MigrationAcknowledgement(server, "pm2", ok, ok ? "" : "aborted", ok ? 10 : 0));
    }

    public Envelope said(String host, String auction, Message message) {
        return new Envelope(host + now, host, Address.MEASUREMENT_POINT, auction, now, message);
    }

    public static AuctionSummary auction(String id, Instant endedAt) {
        return auction(id, START, endedAt, endedAt == null ? "" : "moved");
    }

    public static AuctionSummary auction(String id, Instant openedAt, Instant endedAt, String ending) {
        AuctionSummary.Bid won =
                new AuctionSummary.Bid("pm2", 0.2, 3, "server", 0.9, 12, AuctionSummary.Verdict.WON, "the best");
        AuctionSummary.Bid silent = new AuctionSummary.Bid(
                "pm3", Double.NaN, 0, "", Double.NaN, Double.NaN, AuctionSummary.Verdict.SILENT, "no answer");
        return new AuctionSummary(
                id,
                "pm1",
                "push",
                openedAt,
                endedAt,
                0.9,
                0.7,
                ending,
                "no bid is left",
                "server",
                "pm1",
                "pm2",
                0.7,
                0.9,
                List.of(won, silent),
                0);
    }

    /** Remembers what it is told to keep. */
    public static final class Kept implements Ledger {
        public final List<FleetView.Sample> samples = new ArrayList<>();
        public final List<FleetView.MigrationRow> migrations = new ArrayList<>();
        public final List<AuctionSummary> auctions = new ArrayList<>();
        public List<RoundReading> readings = List.of();

        @Override
        public void keep(FleetView.Sample sample, List<RoundReading> told) {
            samples.add(sample);
            readings = told;
        }

        @Override
        public void keep(FleetView.MigrationRow migration) {
            migrations.add(migration);
        }

        @Override
        public void keep(AuctionSummary auction) {
            auctions.add(auction);
        }
    }
}
