package io.drover.measurement;

import io.drover.auction.AuctionSummary;
import io.drover.model.HostInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the measurement point knows of the fleet, for pages and metrics. Any number of threads. */
public interface FleetView {

    /** Now, in the fleet's time (accelerated in the lab). */
    Instant now();

    Duration interval();

    /** The hosts heard in the newest sample or within {@code 3 * interval}, by name. */
    List<Sighting> hosts();

    /**
     * Samples of a span, oldest first; older ones are means of five minutes. More than {@code atMost}: means of equal spans
     * of time, with gaps, ends and counts kept.
     */
    List<Sample> samples(Instant from, Instant to, int atMost);

    /** Newest first: open ones, then by when they ended. */
    List<AuctionRow> auctions(int atMost);

    /** Newest first: running ones, then by when they began. */
    List<MigrationRow> migrations(int atMost);

    /** The newest decision, refusal or advice of each host, newest first. */
    List<Advice> advice(int atMost);

    /** Calls {@code changed} after every change, on any thread, coalesced; closing ends that. */
    Subscription follow(Runnable changed);

    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * A host as its newest reply tells of it.
     *
     * @param lastDecision one sentence, or empty
     */
    record Sighting(HostInfo host, Instant heardAt, long attempts, long migrations, long failed, String lastDecision) {}

    /**
     * One measurement of the fleet: the five metrics of doc/sources.md, 4.3.2.
     *
     * @param gap true: the time since the sample before was not measured
     * @param systemPerformance 0..1; NaN: no host answered
     * @param normalizedLoad mean over the hosts that answered; NaN likewise
     * @param attempts since the sample before
     * @param migrations completed since the sample before
     * @param overheadKbPerSecond traffic of all agents without messages 14 and 15; 1 kb = 1000 bits; NaN: unknown
     */
    record Sample(
            Instant at,
            boolean gap,
            double systemPerformance,
            double normalizedLoad,
            long attempts,
            long migrations,
            double overheadKbPerSecond,
            List<HostSample> hosts) {
        public Sample {
            hosts = List.copyOf(hosts);
        }
    }

    /**
     * @param load normalised, smoothed and with what is pending
     * @param push current threshold
     * @param pull current threshold
     */
    record HostSample(String host, double load, double push, double pull) {}

    /**
     * An auction, or all that a host held in vain (peers busy, or nobody to trade with) while no auction of the fleet
     * ended otherwise.
     *
     * @param times how many it stands for, at least 1
     * @param since when the first of them opened
     */
    record AuctionRow(AuctionSummary newest, int times, Instant since) {

        AuctionRow and(AuctionSummary older) {
            return new AuctionRow(newest, times + 1, older.openedAt());
        }
    }

    /**
     * A migration that an agent told of.
     *
     * @param endedAt null while it runs
     * @param status running, completed or failed
     * @param progress 0..1; NaN: Nova tells none
     * @param seconds real; NaN until it is known
     */
    record MigrationRow(
            String auction,
            String server,
            String source,
            String destination,
            String strategy,
            Instant startedAt,
            Instant endedAt,
            String status,
            String reason,
            double progress,
            double entropyBefore,
            double entropyAfter,
            double predictedSeconds,
            double seconds,
            double predictedDowntimeSeconds) {

        MigrationRow at(double newProgress) {
            return new MigrationRow(
                    auction,
                    server,
                    source,
                    destination,
                    strategy,
                    startedAt,
                    endedAt,
                    status,
                    reason,
                    newProgress,
                    entropyBefore,
                    entropyAfter,
                    predictedSeconds,
                    seconds,
                    predictedDowntimeSeconds);
        }
    }

    /** What an agent in mode {@code advise} would move, and why. */
    record Advice(
            Instant at,
            String host,
            String strategy,
            String server,
            String source,
            String destination,
            double entropyBefore,
            double entropyAfter,
            double predictedSeconds,
            String reason) {}
}
