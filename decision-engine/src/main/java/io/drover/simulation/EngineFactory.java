package io.drover.simulation;

import io.drover.engine.Engine;
import io.drover.model.Settings;
import java.util.SplittableRandom;

/** Makes one agent's engine, at its start and again at each restart. */
@FunctionalInterface
public interface EngineFactory {

    /**
     * @param random the engine's own, split off for it
     */
    Engine engine(Settings settings, SplittableRandom random);
}
