package io.drover.nova;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A pace on a fixed number of daemon threads, {@code speed} times as fast as its clock. */
public final class PooledPace implements Pace, AutoCloseable {

    private final InstantSource clock;
    private final double speed;
    private final Instant start;
    private final ScheduledThreadPoolExecutor pool;

    /**
     * @param clock real time
     * @param speed 1: as the clock; 20: a minute of it takes 3 s
     */
    public PooledPace(String name, int threads, InstantSource clock, double speed) {
        if (!(speed > 0)) throw new IllegalArgumentException("speed must be positive, not " + speed);
        this.clock = clock;
        this.speed = speed;
        this.start = clock.instant();
        AtomicInteger number = new AtomicInteger();
        this.pool = new ScheduledThreadPoolExecutor(threads, task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        pool.setRemoveOnCancelPolicy(true);
    }

    /** Real time: two threads, so that one hanging request leaves room for the others. */
    public static PooledPace realTime(String name) {
        return new PooledPace(name, 2, InstantSource.system(), 1);
    }

    @Override
    public Instant instant() {
        Duration real = Duration.between(start, clock.instant());
        return speed == 1 ? start.plus(real) : start.plusNanos((long) (real.toNanos() * speed));
    }

    @Override
    public Future<?> after(Duration delay, Runnable task) {
        return pool.schedule(task, (long) (delay.toNanos() / speed), TimeUnit.NANOSECONDS);
    }

    /** Waiting tasks never run; running ones are interrupted. */
    @Override
    public void close() {
        pool.shutdownNow();
    }
}
