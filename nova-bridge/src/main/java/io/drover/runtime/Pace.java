package io.drover.runtime;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Future;

/** Time in which migrations are supervised: the real one, or a laboratory's faster one. Thread-safe. */
public interface Pace extends InstantSource {

    /**
     * Runs the task once, on a thread of a small pool.
     *
     * @param delay in this pace's own time
     * @return to cancel it with; {@code cancel} tells whether it will never run
     * @throws java.util.concurrent.RejectedExecutionException once closed
     */
    Future<?> after(Duration delay, Runnable task);
}
