package io.drover.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;

/** How auctions and migrations end; an agent and a measurement point count alike. */
final class OutcomeMetrics {

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
                Buckets.AUCTION,
                "strategy");
        migrations = counts.counter("drover_migrations", "Migrations that are over.", "outcome");
        migrationSeconds = counts.histogram(
                "drover_migration_duration_seconds", "Real duration of completed migrations.", Buckets.MIGRATION);
        predictedSeconds = counts.histogram(
                "drover_migration_predicted_duration_seconds",
                "Duration that was predicted of migrations that began.",
                Buckets.MIGRATION);
        predictedDowntime = counts.histogram(
                "drover_migration_predicted_downtime_seconds",
                "Downtime that was predicted of migrations that began. Nova does not tell the real one.",
                Buckets.DOWNTIME);
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
