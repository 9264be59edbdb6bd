package io.drover.nova;

import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How far a migration in progress is. The numbers are absent at first, then 0, then move every 5 s, so a short
 * migration never shows more than zeros. {@code processed} grows past {@code total} when pages are sent again, and
 * {@code remaining} may rise.
 *
 * @param migration its id
 * @param status Nova's word
 * @param total memory of the guest, bytes
 * @param processed memory sent, bytes
 * @param remaining memory still to send, bytes
 * @param diskTotal of its local disks, which Nova copies before its memory, bytes
 * @param diskRemaining of these still to send, bytes
 */
public record CopyProgress(
        long migration,
        String status,
        OptionalLong total,
        OptionalLong processed,
        OptionalLong remaining,
        OptionalLong diskTotal,
        OptionalLong diskRemaining,
        Instant updatedAt) {

    /** While its memory follows, a guest's own writes are this share of its disk at most. */
    private static final double WRITTEN = 0.05;

    /** Of one that copies no disk. */
    public CopyProgress(
            long migration,
            String status,
            OptionalLong total,
            OptionalLong processed,
            OptionalLong remaining,
            Instant updatedAt) {
        this(migration, status, total, processed, remaining, OptionalLong.empty(), OptionalLong.empty(), updatedAt);
    }

    /** Whether its disks are being sent, and its memory comes after them. */
    public boolean copiesDisk() {
        return diskRemaining.orElse(0) > WRITTEN * diskTotal.orElse(0);
    }

    /** The share of memory and local disks that does not remain, 0..1; empty until Nova has numbers. */
    public OptionalDouble fraction() {
        if (total.orElse(0) <= 0 || remaining.isEmpty()) return OptionalDouble.empty();
        double whole = (double) total.getAsLong() + diskTotal.orElse(0);
        double left = (remaining.getAsLong() + diskRemaining.orElse(0)) / whole;
        return OptionalDouble.of(Math.max(0, Math.min(1, 1 - left)));
    }
}
