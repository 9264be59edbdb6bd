package io.drover.nova;

import io.drover.model.MigrationOrder;
import java.time.Duration;

/**
 * How long a migration may take.
 *
 * @param completion from the request to the abort, whatever was predicted
 * @param stall copying without any change for this long, while Nova answers, is broken off
 * @param leastDeadline no migration is broken off as too slow before it has copied for this long
 * @param patience a migration may copy for this many times its predicted duration
 */
public record Limits(Duration completion, Duration stall, Duration leastDeadline, double patience) {

    /** How long the outcome of an aborted or unreachable migration is waited for. */
    static final Duration OUTCOME_MARGIN = Duration.ofMinutes(10);

    /** How long a requested migration may stay invisible before it counts as never begun. */
    static final Duration SEARCH = Duration.ofSeconds(60);

    /** How long server and migration may disagree after either says that it is over. */
    static final Duration SETTLE = Duration.ofSeconds(60);

    /** Between two attempts to abort. */
    static final Duration ABORT_AGAIN = Duration.ofSeconds(15);

    /** How long the reason of a failure is asked for. */
    static final Duration EXPLAIN = Duration.ofSeconds(30);

    public Limits {
        if (completion.isNegative() || completion.isZero() || stall.isNegative() || stall.isZero() || !(patience > 0)) {
            throw new IllegalArgumentException("limits of a migration want positive durations, not " + completion + ", "
                    + stall + " and patience " + patience);
        }
    }

    public static Limits of(Duration completion, Duration stall) {
        return new Limits(completion, stall, Duration.ofSeconds(60), 4);
    }

    /** How long this order may copy: Nova itself gives up only after 800 s per GiB. */
    public Duration deadline(MigrationOrder order) {
        double seconds = patience * order.predictedSeconds();
        if (!(seconds < completion.toSeconds())) return completion;
        Duration derived = Duration.ofMillis((long) (1000 * seconds));
        Duration least = derived.compareTo(leastDeadline) < 0 ? leastDeadline : derived;
        return least.compareTo(completion) < 0 ? least : completion;
    }
}
