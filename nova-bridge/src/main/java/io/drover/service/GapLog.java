package io.drover.service;

import io.drover.auction.AuctionSummary;
import io.drover.measurement.FleetView.MigrationRow;
import io.drover.measurement.FleetView.Sample;
import io.drover.measurement.Ledger;
import io.drover.measurement.RoundReading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log what was missed. */
final class GapLog implements Ledger {

    private static final Logger LOG = LoggerFactory.getLogger("drover");

    private Instant newest;

    /**
     * @param newest sample of earlier runs, or null
     */
    GapLog(Instant newest) {
        this.newest = newest;
    }

    @Override
    public void keep(Sample sample, List<RoundReading> readings) {
        if (sample.gap() && newest != null) {
            long seconds = Duration.between(newest, sample.at()).toSeconds();
            LOG.warn("nothing was measured for {} s, between {} and {}", seconds, newest, sample.at());
        }
        newest = sample.at();
    }

    @Override
    public void keep(MigrationRow migration) {
        LOG.info(
                "{}: {} from {} to {} is {}",
                migration.auction(),
                migration.server(),
                migration.source(),
                migration.destination(),
                migration.status());
    }

    @Override
    public void keep(AuctionSummary auction) {
        LOG.debug("{}: {} {}", auction.auction(), auction.ending(), auction.reason());
    }
}
