package io.drover.engine;

import io.drover.model.Ewma;
import io.drover.model.Habit;
import io.drover.model.ServerObservation;
import io.drover.model.Smoothed;

/**
 * What is known of one server: its smoothed load (CPUs) and dirty rate (MB/s), and what its load is usually like (CPUs).
 * doc/sources.md, Table E-1.
 */
record ServerEwmas(Smoothed smoothed, Ewma dirtyRate, Habit cpu) {

    /** Weight of a dirty rate: only predictions hang on it. */
    private static final double USUAL = 0.2;

    static final ServerEwmas EMPTY = of(Habit.UNKNOWN);

    /** Of one that comes with what its last host knew of it. */
    static ServerEwmas of(Habit cpu) {
        return new ServerEwmas(Smoothed.NOTHING, Ewma.EMPTY, cpu);
    }

    ServerEwmas with(ServerObservation seen, double lambda) {
        double weight = lambda > 0 ? lambda : USUAL;
        return new ServerEwmas(
                seen.load().isPresent() ? next(seen.load().getAsDouble(), lambda) : smoothed,
                seen.dirtyRate().isPresent() ? dirtyRate.with(seen.dirtyRate().getAsDouble(), weight) : dirtyRate,
                cpu);
    }

    /**
     * @param demand what it would use if its host let it, CPUs
     * @param seconds since the sample before
     */
    ServerEwmas learning(double demand, double seconds) {
        return new ServerEwmas(smoothed, dirtyRate, cpu.with(demand, seconds));
    }

    private Smoothed next(double observed, double lambda) {
        return smoothed.with(observed, smoothed.mean().value(), lambda);
    }

    Ewma load() {
        return smoothed.mean();
    }
}
