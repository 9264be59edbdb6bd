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
 */
public record CopyProgress(
        long migration,
        String status,
        OptionalLong total,
        OptionalLong processed,
        OptionalLong remaining,
        Instant updatedAt) {

    /** The share of the memory that does not remain, 0..1; empty until Nova has numbers. */
    public OptionalDouble fraction() {
        if (total.orElse(0) <= 0 || remaining.isEmpty()) return OptionalDouble.empty();
        double left = (double) remaining.getAsLong() / total.getAsLong();
        return OptionalDouble.of(Math.max(0, Math.min(1, 1 - left)));
    }
}
