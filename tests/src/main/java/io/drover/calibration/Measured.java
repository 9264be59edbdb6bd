package io.drover.calibration;

/**
 * One real live migration.
 *
 * @param memory of the guest, MB
 * @param inUse of that, not free, MB: free pages are zero, and a zero page costs nothing
 * @param bandwidth what the link or the throttle is named for, MB/s
 * @param dirtyRate D, MB/s
 * @param downtimeLimit the hypervisor's, s
 * @param actual what it took
 */
public record Measured(
        int run,
        boolean completed,
        Link link,
        double memory,
        double inUse,
        double bandwidth,
        double dirtyRate,
        double downtimeLimit,
        Actual actual) {

    /** What holds the copy back. */
    public enum Link {
        /** The hypervisor's own limit; the last round is not held back, so that downtimes say nothing. */
        THROTTLED,
        /** A network. */
        NETWORK
    }

    /**
     * @param seconds until the end, or until it was given up
     */
    public record Actual(double seconds, double megabytes, double downtimeSeconds) {}
}
