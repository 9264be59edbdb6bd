package io.drover.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A pace on a fixed number of daemon threads; its time is its clock's. */
public final class PooledPace implements Pace, AutoCloseable {

    private final InstantSource clock;
    private final double speed;
    private final ScheduledThreadPoolExecutor pool;
    private volatile Consumer<Error> fatal = error -> {};

    /**
     * @param speed seconds of the clock in a real second
     */
    public PooledPace(String name, int threads, InstantSource clock, double speed) {
        if (!(speed > 0)) throw new IllegalArgumentException("speed must be positive, not " + speed);
        this.clock = clock;
        this.speed = speed;
        AtomicInteger number = new AtomicInteger();
        this.pool = new ScheduledThreadPoolExecutor(threads, task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        pool.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }

    @Override
    public Future<?> after(Duration delay, Runnable task) {
        return pool.schedule(() -> run(task), (long) (delay.toNanos() / speed), TimeUnit.NANOSECONDS);
    }

    /** Hears of an error that ended a task: out of memory, say. The process cannot be trusted after it. */
    public void onError(Consumer<Error> listener) {
        fatal = listener;
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (Error e) {
            fatal.accept(e);
            throw e;
        }
    }

    /** Waiting tasks never run; running ones are interrupted. */
    @Override
    public void close() {
        pool.shutdownNow();
    }
}
