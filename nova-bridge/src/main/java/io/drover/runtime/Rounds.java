package io.drover.runtime;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats a task at an interval, never two of them at once, until the pace is closed. */
public final class Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private Rounds() {}

    public static void every(Duration interval, Pace pace, Runnable task) {
        pace.after(Duration.ZERO, () -> run(interval, pace, task));
    }

    /** The same, after one interval. */
    public static void later(Duration interval, Pace pace, Runnable task) {
        pace.after(interval, () -> run(interval, pace, task));
    }

    private static void run(Duration interval, Pace pace, Runnable task) {
        var began = pace.instant();
        try {
            task.run();
        } catch (RejectedExecutionException closed) {
            LOG.debug("a round ended with the agent");
        } catch (RuntimeException e) {
            LOG.error("a round failed", e);
        }
        try {
            pace.after(left(interval, Duration.between(began, pace.instant())), () -> run(interval, pace, task));
        } catch (RejectedExecutionException closed) {
            LOG.debug("no more rounds");
        }
    }

    /**
     * @param took negative: the clock stepped back meanwhile, and the next round does not wait until it has caught up
     */
    private static Duration left(Duration interval, Duration took) {
        if (took.isNegative()) return interval;
        return took.compareTo(interval) < 0 ? interval.minus(took) : Duration.ZERO;
    }
}
