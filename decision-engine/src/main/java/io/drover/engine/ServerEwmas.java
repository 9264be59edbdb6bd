package io.drover.engine;

import io.drover.model.Ewma;
import io.drover.model.ServerObservation;
import io.drover.model.Smoothed;

/** The smoothed load (CPUs) and dirty rate (MB/s) of one server. doc/sources.md, Table E-1. */
record ServerEwmas(Smoothed smoothed, Ewma dirtyRate) {

    /** Weight of a dirty rate: only predictions hang on it. */
    private static final double USUAL = 0.2;

    static final ServerEwmas EMPTY = new ServerEwmas(Smoothed.NOTHING, Ewma.EMPTY);

    ServerEwmas with(ServerObservation seen, double lambda) {
        double weight = lambda > 0 ? lambda : USUAL;
        return new ServerEwmas(
                seen.load().isPresent() ? next(seen.load().getAsDouble(), lambda) : smoothed,
                seen.dirtyRate().isPresent() ? dirtyRate.with(seen.dirtyRate().getAsDouble(), weight) : dirtyRate);
    }

    private Smoothed next(double observed, double lambda) {
        return smoothed.with(observed, smoothed.mean().value(), lambda);
    }

    Ewma load() {
        return smoothed.mean();
    }
}
