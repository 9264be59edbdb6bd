package io.drover.calibration;

/**
 * Which part of its nominal bandwidth a link carried; above 1 where a throttle is exceeded.
 */
public record Links(double throttled, double network) {

    /** Everything as it is named. */
    public static final Links NOMINAL = new Links(1, 1);

    double effective(Measured run) {
        return run.bandwidth() * (run.link() == Measured.Link.NETWORK ? network : throttled);
    }
}
