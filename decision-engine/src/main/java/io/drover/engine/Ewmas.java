package io.drover.engine;

import io.drover.model.Ewma;
import io.drover.model.ServerObservation;

/** The smoothed load (CPUs) and dirty rate (MB/s) of one server. doc/sources.md, Table E-1. */
record Ewmas(Ewma load, Ewma dirtyRate) {

    static final Ewmas EMPTY = new Ewmas(Ewma.EMPTY, Ewma.EMPTY);

    Ewmas with(ServerObservation seen, double lambda) {
        return new Ewmas(
                seen.load().isPresent() ? load.with(seen.load().getAsDouble(), lambda) : load,
                seen.dirtyRate().isPresent() ? dirtyRate.with(seen.dirtyRate().getAsDouble(), lambda) : dirtyRate);
    }
}
