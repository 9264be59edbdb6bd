package io.drover.measurement;

import io.drover.auction.AuctionSummary;
import io.drover.measurement.FleetView.MigrationRow;
import io.drover.measurement.FleetView.Sample;
import java.time.Instant;
import java.util.List;

/**
 * Where a measurement point writes down what it learns, in order. Keeping the same twice, by the natural keys (time of
 * a sample, id of an auction, auction and server of a migration), is keeping it once: the newer replaces the older.
 * Must not block.
 */
public interface Ledger {

    /**
     * @param readings what each host told, in order of hosts
     */
    void keep(Sample sample, List<RoundReading> readings);

    void keep(MigrationRow migration);

    /** An auction that is over. */
    void keep(AuctionSummary auction);

    /** Nothing is kept. */
    Ledger NONE = new Ledger() {
        @Override
        public void keep(Sample sample, List<RoundReading> readings) {}

        @Override
        public void keep(MigrationRow migration) {}

        @Override
        public void keep(AuctionSummary auction) {}
    };

    /** Both, in this order. */
    static Ledger both(Ledger one, Ledger other) {
        return new Ledger() {
            @Override
            public void keep(Sample sample, List<RoundReading> readings) {
                one.keep(sample, readings);
                other.keep(sample, readings);
            }

            @Override
            public void keep(MigrationRow migration) {
                one.keep(migration);
                other.keep(migration);
            }

            @Override
            public void keep(AuctionSummary auction) {
                one.keep(auction);
                other.keep(auction);
            }
        };
    }

    /**
     * What earlier runs kept.
     *
     * @param means of five minutes each, oldest first; older than the samples
     * @param samples oldest first
     * @param readings of the newest sample that holds each host
     * @param migrations newest first
     * @param auctions newest first
     */
    record Past(
            List<Sample> means,
            List<Sample> samples,
            List<RoundReading> readings,
            List<MigrationRow> migrations,
            List<AuctionSummary> auctions) {

        public static final Past NONE = new Past(List.of(), List.of(), List.of(), List.of(), List.of());

        public Past {
            means = List.copyOf(means);
            samples = List.copyOf(samples);
            readings = List.copyOf(readings);
            migrations = List.copyOf(migrations);
            auctions = List.copyOf(auctions);
        }

        /** When the newest sample was taken; null: there is none. */
        public Instant newest() {
            return samples.isEmpty() ? null : samples.get(samples.size() - 1).at();
        }
    }
}
