package io.drover.simulation;

import java.util.Optional;

/**
 * Who decides in a simulated fleet.
 *
 * @param engines of its agents
 * @param centre of a controller beside them; empty: there is none
 */
public record Deciders(EngineFactory engines, Optional<CentralPolicy.Factory> centre) {

    /** The agents among themselves. */
    public static Deciders agents(EngineFactory engines) {
        return new Deciders(engines, Optional.empty());
    }
}
