package io.drover.engine;

import io.drover.model.HostLoad;
import io.drover.model.Outlook;
import io.drover.model.Thresholds;
import io.drover.strategy.Worth;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether the present load alone calls for action, whatever was to be expected: it lasts, it refutes what was expected,
 * or guests wait.
 */
final class PresentLoad {

    /** What has been so in each sample for so long is neither a peak nor a lull. */
    private static final Duration LASTS = Duration.ofMinutes(5);

    private static final int FULL_SAMPLES = 2;

    /** Since when each sample was hot; null: the newest was not. */
    private Instant hotSince;

    /** Since when each sample was cold; null: the newest was not. */
    private Instant coldSince;

    /** Whether the newest sample was far above what was to be expected before it. */
    private boolean leapt;

    /** Whether a sample since {@link #coldSince} was far below what was to be expected before it. */
    private boolean fallen;

    /** Samples in a row of a host that is full. */
    private int full;

    private Instant newest = Instant.MIN;

    /**
     * A new sample is taken in.
     *
     * @param load that it leaves
     * @param before what was to be expected before it
     */
    void sampled(HostLoad load, Outlook before, Thresholds thresholds) {
        newest = load.sampledAt();
        full = Worth.full(load) ? full + 1 : 0;
        hotSince = since(hotSince, thresholds.hot(load.normalized()));
        coldSince = since(coldSince, thresholds.cold(load.normalized()));
        HostLoad against = load.expecting(before);
        leapt = Worth.refutedAbove(against, thresholds);
        // heat is tried by each sample, as more of it is a risk to guests; a lull that was none stays so until it ends
        fallen = coldSince != null && (fallen || Worth.refutedBelow(against, thresholds));
    }

    private Instant since(Instant start, boolean holds) {
        if (!holds) return null;
        return start == null ? newest : start;
    }

    /** Whether the host is hot for this reason, if its load is. */
    boolean hot() {
        return lasts(hotSince) || full >= FULL_SAMPLES || leapt;
    }

    /** Whether the host is cold for this reason, if its load is. */
    boolean cold() {
        return lasts(coldSince) || fallen;
    }

    private boolean lasts(Instant since) {
        return since != null && !newest.isBefore(since.plus(LASTS));
    }
}
