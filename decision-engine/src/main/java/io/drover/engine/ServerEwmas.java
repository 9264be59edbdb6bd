package io.drover.engine;

import io.drover.model.Ewma;
import io.drover.model.Habit;
import io.drover.model.ServerObservation;

/**
 * What is known of one server: its smoothed load (CPUs) and dirty rate (MB/s), thesis Table E-1, and what its load is
 * usually like (CPUs).
 */
record ServerEwmas(Ewma load, Ewma dirtyRate, Habit cpu) {

    static final ServerEwmas EMPTY = new ServerEwmas(Ewma.EMPTY, Ewma.EMPTY, Habit.UNKNOWN);

    /** Of one that comes with what its last host knew of it. */
    static ServerEwmas of(Habit cpu) {
        return new ServerEwmas(Ewma.EMPTY, Ewma.EMPTY, cpu);
    }

    ServerEwmas with(ServerObservation seen, double lambda) {
        return new ServerEwmas(
                seen.load().isPresent() ? load.with(seen.load().getAsDouble(), lambda) : load,
                seen.dirtyRate().isPresent() ? dirtyRate.with(seen.dirtyRate().getAsDouble(), lambda) : dirtyRate,
                cpu);
    }

    /**
     * @param demand what it would use if its host let it, CPUs
     * @param seconds since the sample before
     */
    ServerEwmas learning(double demand, double seconds) {
        return new ServerEwmas(load, dirtyRate, cpu.with(demand, seconds));
    }
}
