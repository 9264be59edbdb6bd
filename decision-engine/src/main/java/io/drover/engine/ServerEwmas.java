package io.drover.engine;

import io.drover.model.Ewma;
import io.drover.model.ServerObservation;

/** The smoothed load (CPUs) and dirty rate (MB/s) of one server. doc/sources.md, Table E-1. */
record ServerEwmas(Ewma load, Ewma dirtyRate) {

    static final ServerEwmas EMPTY = new ServerEwmas(Ewma.EMPTY, Ewma.EMPTY);

    ServerEwmas with(ServerObservation seen, double lambda) {
        return new ServerEwmas(
                seen.load().isPresent() ? load.with(seen.load().getAsDouble(), lambda) : load,
                seen.dirtyRate().isPresent() ? dirtyRate.with(seen.dirtyRate().getAsDouble(), lambda) : dirtyRate);
    }
}
