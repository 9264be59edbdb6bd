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

    /** Whether the newest sample left a load far above what was to be expected before it. */
    private boolean leapt;

    /**
     * What was to be expected before a sample fell far below, as long as all samples since do: a fall that is among the
     * samples of a habit must not speak for its own likelihood. Null: the newest sample does not. A leap has no such
     * memory: soon it lasts, and meanwhile a peak that passes by itself would cost moves.
     */
    private Expected before;

    /** Whether a sample fell that far since samples are cold, whatever is on its way. */
    private boolean fallen;

    /** Samples in a row of a host that is full. */
    private int full;

    /**
     * @param noise standard deviation of a single sample, CPUs
     */
    record Expected(Outlook outlook, double noise) {}

    /**
     * A new sample is taken in.
     *
     * @param load that it leaves
     * @param expected what was to be expected of it
     */
    void sampled(HostLoad load, Expected expected, Thresholds thresholds) {
        full = Worth.full(load) ? full + 1 : 0;
        boolean hot = thresholds.hot(load.normalized());
        if (!hot) hotSince = null;
        else if (hotSince == null) hotSince = load.sampledAt();
        noPeak = hot && !load.sampledAt().isBefore(hotSince.plus(NO_PEAK));
        if (!load.measured()) return;
        int cpus = load.cpus();
        leapt = Worth.refuted(load.normalized() * cpus, expected.outlook(), load.deviation(), cpus) > 0;
        Expected tried = before == null ? expected : before;
        double sampled = load.latest() + load.pending();
        before = Worth.refuted(sampled, tried.outlook(), tried.noise(), cpus) < 0 ? tried : null;
        fallen = thresholds.cold(load.latest() / cpus) && (fallen || before != null);
    }

    /** Whether the host is hot for this reason, if its load is. */
    boolean hot() {
        return noPeak || full >= FULL_SAMPLES || leapt;
    }

    /**
     * Whether the host is cold for this reason, if its load is. A smaller fall is left to the outlook: nobody suffers
     * meanwhile, and most end by themselves.
     */
    boolean cold() {
        return fallen;
    }
}
