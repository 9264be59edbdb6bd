package io.drover.emulator.cloud;

import java.time.Duration;

/**
 * How the cloud behaves.
 *
 * @param bandwidthMbS what a migration copies, in MB/s (10^6 bytes)
 * @param concurrentMigrations running migrations a source host allows (max_concurrent_live_migrations)
 * @param poll seconds between two polls of Ceilometer and the finest granularity of its metrics; a multiple of 5 s
 * @param history how much of its metrics Gnocchi keeps
 * @param warmUp how long the cloud has already run when it is built: load averages and metrics reach that far back
 * @param pace the fixed parts of a migration
 * @param release what it answers as
 * @param stored how old the uptime may be that Nova shows from 2.88 on: as of Nova 31.2.0 a host stores it each minute; 0:
 *     Nova asks the host, as before
 */
public record CloudSettings(
        double bandwidthMbS,
        int concurrentMigrations,
        Duration poll,
        Duration history,
        Duration warmUp,
        Pace pace,
        Release release,
        Duration stored) {

    private static final Duration STORED = Duration.ofSeconds(60);

    /**
     * How long the parts of a live migration take that do not depend on its memory.
     *
     * @param checking from the request to the verdict of scheduler and destination
     * @param queueing what even a lone migration spends as {@code queued}
     * @param preparing setting up the destination
     * @param copying the least time copying takes, whatever the memory
     * @param settling from the end of copying, still {@code running} at the last percentage, to the server's arrival
     * @param completing from the server's arrival to the record's {@code completed}
     * @param aborting from the request to {@code cancelled}
     */
    public record Pace(
            Duration checking,
            Duration queueing,
            Duration preparing,
            Duration copying,
            Duration settling,
            Duration completing,
            Duration aborting) {

        /** Nothing takes any time. */
        static final Pace NONE = new Pace(
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO);

        Pace checking(Duration other) {
            return new Pace(other, queueing, preparing, copying, settling, completing, aborting);
        }

        Pace queueing(Duration other) {
            return new Pace(checking, other, preparing, copying, settling, completing, aborting);
        }

        Pace preparing(Duration other) {
            return new Pace(checking, queueing, other, copying, settling, completing, aborting);
        }

        Pace copying(Duration other) {
            return new Pace(checking, queueing, preparing, other, settling, completing, aborting);
        }

        Pace settling(Duration other) {
            return new Pace(checking, queueing, preparing, copying, other, completing, aborting);
        }

        Pace completing(Duration other) {
            return new Pace(checking, queueing, preparing, copying, settling, other, aborting);
        }

        Pace aborting(Duration other) {
            return new Pace(checking, queueing, preparing, copying, settling, completing, other);
        }
    }

    private static final int POLL_SECONDS_MAX = 300;

    public CloudSettings {
        if (!(bandwidthMbS > 0) || concurrentMigrations < 1) {
            throw new IllegalArgumentException("bandwidth and concurrent migrations are positive");
        }
        long seconds = poll.toSeconds();
        if (seconds < EmulatedLoadAverage.STEP_SECONDS
                || seconds > POLL_SECONDS_MAX
                || seconds % EmulatedLoadAverage.STEP_SECONDS != 0) {
            throw new IllegalArgumentException("poll is a multiple of 5 s up to 300 s, not " + poll);
        }
    }

    /** A gigabit network, metrics every 10 s kept for an hour, just started. */
    public static CloudSettings defaults() {
        return new CloudSettings(
                125,
                1,
                Duration.ofSeconds(10),
                Duration.ofHours(1),
                Duration.ZERO,
                Release.ZED.pace(),
                Release.ZED,
                STORED);
    }

    public CloudSettings withBandwidthMbS(double megabytesPerSecond) {
        return new CloudSettings(
                megabytesPerSecond, concurrentMigrations, poll, history, warmUp, pace, release, stored);
    }

    public CloudSettings withPoll(Duration interval) {
        return new CloudSettings(bandwidthMbS, concurrentMigrations, interval, history, warmUp, pace, release, stored);
    }

    public CloudSettings withWarmUp(Duration duration) {
        return new CloudSettings(bandwidthMbS, concurrentMigrations, poll, history, duration, pace, release, stored);
    }

    public CloudSettings withPace(Pace other) {
        return new CloudSettings(bandwidthMbS, concurrentMigrations, poll, history, warmUp, other, release, stored);
    }

    /** With the pace of its migrations. */
    public CloudSettings withRelease(Release other) {
        return new CloudSettings(
                bandwidthMbS, concurrentMigrations, poll, history, warmUp, other.pace(), other, stored);
    }
}
