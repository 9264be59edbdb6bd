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

    /** A host that has been hot in each sample for so long is so for another reason than a peak. */
    private static final Duration NO_PEAK = Duration.ofMinutes(5);

    private static final int FULL_SAMPLES = 2;

    /** Since when each sample was hot; null: the newest was not. */
    private Instant hotSince;

    private boolean noPeak;

    /** Whether the newest sample was far above what was to be expected before it. */
    private boolean leapt;

    /**
     * Whether one of the samples since the host is cold was far below what was to be expected before it. A smaller fall
     * is left to the outlook: nobody suffers meanwhile, and most end by themselves.
     */
    private boolean fallen;

    /** Samples in a row of a host that is full. */
    private int full;

    /**
     * A new sample is taken in.
     *
     * @param load that it leaves
     * @param before what was to be expected before it
     */
    void sampled(HostLoad load, Outlook before, Thresholds thresholds) {
        full = Worth.full(load) ? full + 1 : 0;
        boolean hot = thresholds.hot(load.normalized());
        if (!hot) hotSince = null;
        else if (hotSince == null) hotSince = load.sampledAt();
        noPeak = hot && !load.sampledAt().isBefore(hotSince.plus(NO_PEAK));
        HostLoad against = load.expecting(before);
        leapt = Worth.refutedAbove(against, thresholds);
        fallen = thresholds.cold(load.normalized()) && (fallen || Worth.refutedBelow(against, thresholds));
    }

    /** Whether the host is hot for this reason, if its load is. */
    boolean hot() {
        return noPeak || full >= FULL_SAMPLES || leapt;
    }

    /** Whether the host is cold for this reason, if its load is. */
    boolean cold() {
        return fallen;
    }
}
