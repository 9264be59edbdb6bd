package io.drover.nova;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What was seen of a migration's copying. Nova's numbers move every 5 s, so {@code processed} lags by up to that, and
 * nothing is known of a shorter migration.
 *
 * @param disk of local disks, the most that Nova showed, bytes; 0: none
 * @param total memory of the guest, bytes
 * @param processed memory sent by the newest numbers, bytes
 * @param copying its memory, from first to last seen running with no disk to send, as finely as Nova was polled; zero:
 *     never seen
 * @param numbersAfter into the copying at which {@code processed} was true, by Nova's clock, whole seconds
 */
public record CopyMeasurement(
        long disk, OptionalLong total, OptionalLong processed, Duration copying, Duration numbersAfter) {

    public static final CopyMeasurement NONE =
            new CopyMeasurement(0, OptionalLong.empty(), OptionalLong.empty(), Duration.ZERO, Duration.ZERO);

    private static final double BYTES_PER_GIB = 1L << 30;

    /** Of local disks, GiB. */
    public double diskGib() {
        return disk / BYTES_PER_GIB;
    }

    /** Collects a measure look by look. */
    static final class Tally {

        private Optional<Instant> first = Optional.empty();
        private Optional<Instant> firstByNova = Optional.empty();
        private CopyMeasurement measure = NONE;

        void saw(CopyProgress progress, Instant at) {
            if (!progress.status().startsWith("running")) return;
            if (first.isEmpty() || progress.copiesDisk()) {
                first = Optional.of(at);
                firstByNova = Optional.of(progress.updatedAt());
            }
            boolean numbers = progress.processed().orElse(0) > 0;
            measure = new CopyMeasurement(
                    Math.max(measure.disk(), progress.diskTotal().orElse(0)),
                    numbers ? progress.total() : measure.total(),
                    numbers ? progress.processed() : measure.processed(),
                    Duration.between(first.get(), at),
                    numbers ? Duration.between(firstByNova.get(), progress.updatedAt()) : measure.numbersAfter());
        }

        CopyMeasurement measure() {
            return measure;
        }
    }
}
