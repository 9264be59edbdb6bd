package io.drover.journal;

import java.time.Duration;

/**
 * @param fileBytes a file that would grow over this is followed by the next
 * @param totalBytes the oldest files go when all of them would grow over this; at least two files' worth
 * @param files at most so many are kept
 * @param flushEvery lines wait at most this long for the next line to take them to the file
 */
public record RotationLimits(long fileBytes, long totalBytes, int files, Duration flushEvery) {

    public static final RotationLimits DEFAULT = new RotationLimits(32L << 20, 256L << 20, 1000, Duration.ofSeconds(1));

    public RotationLimits {
        if (fileBytes < 1 || totalBytes < 2 * fileBytes || files < 2) {
            throw new IllegalArgumentException("a journal keeps at least two files, not " + totalBytes + " bytes in "
                    + files + " files of " + fileBytes);
        }
    }

    /** Of an agent's own orders, which are few: an eighth of the room for all that it hears and decides. */
    RotationLimits ofOrders() {
        return new RotationLimits(fileBytes / 8 + 1, totalBytes / 8 + 2, files, flushEvery);
    }
}
