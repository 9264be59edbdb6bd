package io.drover.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;

/** How auctions and migrations end; an agent and a measurement point count alike. */
final class OutcomeMetrics {

    /** From an auction nobody answers at once to one that waited for a long migration. Upper bounds, seconds, as below. */
    private static final double[] AUCTION = {0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900, 3600};

    private static final double[] MIGRATION = {1, 2.5, 5, 10, 20, 40, 80, 160, 320, 640, 1800, 3600};
    private static final double[] DOWNTIME = {0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2};

    private final Counter auctions;
    private final Histogram auctionSeconds;
    private final Counter migrations;
    private final Histogram migrationSeconds;
    private final Histogram predictedSeconds;
    private final Histogram predictedDowntime;

    OutcomeMetrics(Counts counts) {
        auctions = counts.counter("drover_auctions", "Auctions that are over.", "strategy", "ending");
        auctionSeconds = counts.histogram(
                "drover_auction_duration_seconds",
                "From the call to the end; with a migration, to the moved server.",
                AUCTION,
                "strategy");
        migrations = counts.counter("drover_migrations", "Migrations that are over.", "outcome");
        migrationSeconds = counts.histogram(
                "drover_migration_duration_seconds", "Real duration of completed migrations.", MIGRATION);
        predictedSeconds = counts.histogram(
                "drover_migration_predicted_duration_seconds",
                "Duration that was predicted of migrations that began.",
                MIGRATION);
        predictedDowntime = counts.histogram(
                "drover_migration_predicted_downtime_seconds",
                "Downtime that was predicted of migrations that began. Nova does not tell the real one.",
                DOWNTIME);
    }

    void auction(String strategy, String ending, double seconds) {
        auctions.labelValues(strategy, ending).inc();
        auctionSeconds.labelValues(strategy).observe(Math.max(0, seconds));
    }

    void began(double predicted, double downtime) {
        if (Double.isFinite(predicted)) predictedSeconds.observe(predicted);
        if (Double.isFinite(downtime)) predictedDowntime.observe(downtime);
    }

    void completed(double seconds) {
        migrations.labelValues("completed").inc();
        migrationSeconds.observe(seconds);
    }

    /**
     * @param outcome skipped, refused or failed
     */
    void ended(String outcome) {
        migrations.labelValues(outcome).inc();
    }
}
