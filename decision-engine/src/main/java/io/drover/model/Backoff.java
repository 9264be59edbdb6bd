package io.drover.model;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waiting after auctions that led to nothing: min(limit, 0.5 s × U{0 … 2^c - 1}), c failed auctions in a row.
 * doc/sources.md, 3.5.2, (3.19); after IEEE 802.3.
 *
 * @param failures in a row
 */
public record Backoff(int failures) {

    public static final Backoff NONE = new Backoff(0);

    private static final int CAP = 8;
    private static final int CAP_BUSY = 3;
    private static final Duration SLOT = Duration.ofMillis(500);

    public Backoff failed() {
        return new Backoff(Math.min(failures + 1, 64));
    }

    /**
     * @param busy whether locked or busy peers were the cause, who will soon be free
     */
    public Duration wait(Duration limit, boolean busy, RandomGenerator random) {
        int exponent = Math.min(failures, busy ? CAP_BUSY : CAP);
        Duration drawn = SLOT.multipliedBy(random.nextInt(1 << exponent));
        return drawn.compareTo(limit) < 0 ? drawn : limit;
    }
}
