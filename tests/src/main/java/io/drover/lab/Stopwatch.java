package io.drover.lab;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Real time that stands still before the start, after the stop, and once it is up. Any number of threads. */
final class Stopwatch implements InstantSource {

    private final InstantSource real;
    private final Instant epoch;
    private final Duration atMost;
    private Instant started;
    private Instant stopped;

    /**
     * @param epoch what it shows until it is started
     * @param atMost by how much more it ever shows
     */
    Stopwatch(InstantSource real, Instant epoch, Duration atMost) {
        this.real = real;
        this.epoch = epoch;
        this.atMost = atMost;
    }

    synchronized void start() {
        started = real.instant();
    }

    synchronized void stop() {
        stopped = instant();
    }

    synchronized boolean isUp() {
        return !instant().isBefore(epoch.plus(atMost));
    }

    @Override
    public synchronized Instant instant() {
        if (stopped != null) return stopped;
        if (started == null) return epoch;
        Duration passed = Duration.between(started, real.instant());
        return epoch.plus(passed.compareTo(atMost) < 0 ? passed : atMost);
    }
}
