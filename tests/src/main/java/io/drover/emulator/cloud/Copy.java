package io.drover.emulator.cloud;

import java.time.Duration;
import java.time.Instant;

/**
 * The copying of one server's local disk and then its memory, as a function of time. Nova saves what QEMU says only
 * every 5 s: the numbers are null at first, then zeros, then steps.
 *
 * @param diskBytes of its local disk; 0: it is shared
 * @param totalBytes the server's memory
 * @param bytesPerSecond the bandwidth
 * @param duration of the memory's copying to the switch-over, had nothing gone wrong; for one that does not converge, how
 *     long a round takes
 */
public record Copy(
        Instant started,
        long diskBytes,
        long totalBytes,
        double bytesPerSecond,
        Duration duration,
        MigrationFault fault) {

    /**
     * What Nova shows; all null before QEMU was asked. Processed and remaining need not add up to the total.
     *
     * @param disk of the disk; null: there is none to copy
     */
    public record Progress(Long totalBytes, Long processedBytes, Long remainingBytes, Disk disk) {

        /** Of a local disk. */
        public record Disk(long totalBytes, long remainingBytes) {

            public long processedBytes() {
                return totalBytes - remainingBytes;
            }
        }

        static final Progress NONE = new Progress(null, null, null, null);
        static final Progress ZERO = new Progress(0L, 0L, 0L, null);

        /** The server's own {@code progress}, 0..100. */
        public int percent() {
            return totalBytes == null || totalBytes == 0 ? 0 : (int) (100 - remainingBytes * 100 / totalBytes);
        }
    }

    private static final int SAVE_SECONDS = 5;
    /** Part of the memory that is still dirty at the end of the rounds of a copy that does not converge. */
    private static final double[] STUCK_AT = {0.51, 0.36, 0.41};

    /** Of a server that dirties its memory as fast as it is copied, one that does not converge. */
    static Copy of(EmulatedMigration migration, CloudSettings settings, Instant now) {
        EmulatedServer server = migration.server();
        double bandwidth = settings.bandwidthMbS();
        boolean hopeless = server.dirtyMbS() >= bandwidth;
        double rate = 1e6 * (hopeless ? bandwidth : bandwidth - server.dirtyMbS());
        long memory = server.flavor().memoryBytes();
        Duration copying = Duration.ofNanos((long) (memory / rate * 1e9));
        Duration least = settings.pace().copying();
        return new Copy(
                now,
                server.localDiskBytes(),
                memory,
                1e6 * bandwidth,
                copying.compareTo(least) < 0 ? least : copying,
                hopeless && migration.fault() == null ? MigrationFault.NEVER_CONVERGES : migration.fault());
    }

    /** Disk and memory. */
    Duration whole() {
        return disk().plus(duration);
    }

    private Duration disk() {
        return Duration.ofNanos((long) (diskBytes / bytesPerSecond * 1e9));
    }

    private double sinceDisk(Instant now) {
        return Math.max(0, Duration.between(started.plus(disk()), now).toNanos());
    }

    Progress progress(Instant now) {
        Duration elapsed = Duration.between(started, now);
        if (elapsed.toSeconds() < 1) {
            return Progress.NONE;
        }
        long saves = elapsed.toSeconds() / SAVE_SECONDS;
        if (saves == 0) {
            return Progress.ZERO;
        }
        double saved = saves * SAVE_SECONDS;
        double sent = Math.min(diskBytes, saved * bytesPerSecond);
        Progress.Disk disk = diskBytes == 0 ? null : new Progress.Disk(diskBytes, (long) (diskBytes - sent));
        double seconds = Math.max(0, saved - disk().toNanos() / 1e9);
        double part = seconds * 1e9 / duration.toNanos();
        if (fault == MigrationFault.HANGS) {
            part = Math.min(part, 0.5);
        }
        boolean stuck = fault == MigrationFault.NEVER_CONVERGES && part > 0.5;
        double left = stuck ? STUCK_AT[(int) (saves % STUCK_AT.length)] : Math.max(0, 1 - part);
        double copiedSeconds = stuck ? seconds : Math.min(part, 1) * duration.toNanos() / 1e9;
        return new Progress(totalBytes, (long) (copiedSeconds * bytesPerSecond), (long) (left * totalBytes), disk);
    }

    long sentBytes(Instant until) {
        double elapsed = Duration.between(started, until).toNanos();
        boolean endless = fault == MigrationFault.NEVER_CONVERGES;
        return (long) ((endless ? elapsed : Math.min(elapsed, whole().toNanos())) / 1e9 * bytesPerSecond);
    }

    Instant updatedAt(Instant now) {
        long saves = Duration.between(started, now).toSeconds() / SAVE_SECONDS;
        return started.plusSeconds(saves * SAVE_SECONDS);
    }

    /** How long it takes to send what is left with the guest stopped. */
    Duration rest(Instant now) {
        double done = fault == null ? sinceDisk(now) / duration.toNanos() : 0.5;
        double left = Math.max(0, 1 - done);
        return Duration.ofNanos((long) (left * totalBytes / bytesPerSecond * 1e9));
    }
}
