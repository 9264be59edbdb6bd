package io.drover.store;

import io.drover.auction.AuctionSummary;
import io.drover.measurement.FleetView;
import io.drover.measurement.FleetView.MigrationRow;
import io.drover.measurement.RoundReading;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** One thing to keep, in one transaction. Written twice it is there once. */
sealed interface StoreEntry {

    void write(Connection to, String measuredBy) throws SQLException;

    /**
     * @param afterGap true: the time since the sample before was not measured, or its samples were dropped
     */
    record Sample(FleetView.Sample sample, boolean afterGap, List<RoundReading> readings) implements StoreEntry {

        @Override
        public void write(Connection to, String measuredBy) throws SQLException {
            long at = sample.at().toEpochMilli();
            Sql.run(to, "DELETE FROM drover_host_sample WHERE measured_by = ? AND at_ms = ?", measuredBy, at);
            Sql.run(to, "DELETE FROM drover_sample WHERE measured_by = ? AND at_ms = ?", measuredBy, at);
            Sql.insert(
                    to,
                    "drover_sample",
                    measuredBy,
                    at,
                    afterGap,
                    Sql.number(sample.systemPerformance()),
                    Sql.number(sample.normalizedLoad()),
                    sample.attempts(),
                    sample.migrations(),
                    Sql.number(sample.overheadKbPerSecond()));
            Sql.insertAll(
                    to,
                    "drover_host_sample",
                    readings.stream()
                            .map(reading -> row(measuredBy, at, reading))
                            .toList());
        }

        private static Object[] row(String measuredBy, long at, RoundReading reading) {
            return new Object[] {
                measuredBy,
                at,
                reading.host(),
                Sql.number(reading.load()),
                reading.push(),
                reading.pull(),
                reading.startedAt().toEpochMilli(),
                reading.attempts(),
                reading.migrations(),
                reading.failedMigrations(),
                reading.traffic().messagesSent(),
                reading.traffic().bytesSent(),
                reading.traffic().messagesReceived(),
                reading.traffic().bytesReceived()
            };
        }
    }

    record Migration(MigrationRow row) implements StoreEntry {

        @Override
        public void write(Connection to, String measuredBy) throws SQLException {
            Sql.run(to, "DELETE FROM drover_migration WHERE auction = ? AND server = ?", row.auction(), row.server());
            Sql.insert(
                    to,
                    "drover_migration",
                    row.auction(),
                    row.server(),
                    row.source(),
                    row.destination(),
                    Sql.word(row.strategy()),
                    row.startedAt().toEpochMilli(),
                    Sql.millis(row.endedAt()),
                    Sql.word(row.status()),
                    Sql.sentence(row.reason()),
                    Sql.number(row.entropyBefore()),
                    Sql.number(row.entropyAfter()),
                    Sql.number(row.predictedSeconds()),
                    Sql.number(row.seconds()),
                    Sql.number(row.predictedDowntimeSeconds()));
        }
    }

    record Auction(AuctionSummary auction) implements StoreEntry {

        @Override
        public void write(Connection to, String measuredBy) throws SQLException {
            String id = auction.auction();
            Sql.run(to, "DELETE FROM drover_bid WHERE auction = ?", id);
            Sql.run(to, "DELETE FROM drover_auction WHERE auction = ?", id);
            Sql.insert(
                    to,
                    "drover_auction",
                    id,
                    auction.auctioneer(),
                    Sql.word(auction.strategy()),
                    auction.openedAt().toEpochMilli(),
                    Sql.millis(auction.endedAt()),
                    Sql.number(auction.load()),
                    Sql.number(auction.threshold()),
                    Sql.word(auction.ending()),
                    Sql.sentence(auction.reason()),
                    auction.server(),
                    auction.source(),
                    auction.destination(),
                    Sql.number(auction.entropyBefore()),
                    Sql.number(auction.entropyAfter()),
                    auction.moreBids());
            Sql.insertAll(
                    to,
                    "drover_bid",
                    auction.bids().stream().map(bid -> row(id, bid)).toList());
        }

        private static Object[] row(String auction, AuctionSummary.Bid bid) {
            return new Object[] {
                auction,
                bid.host(),
                Sql.number(bid.load()),
                bid.candidates(),
                bid.server(),
                Sql.number(bid.entropyAfter()),
                Sql.number(bid.seconds()),
                Sql.word(bid.verdict().name().toLowerCase(java.util.Locale.ROOT)),
                Sql.sentence(bid.why())
            };
        }
    }
}
