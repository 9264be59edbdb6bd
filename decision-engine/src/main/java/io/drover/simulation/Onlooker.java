package io.drover.simulation;

import io.drover.model.MigrationOrder;
import java.time.Duration;

/** Is told what a simulated fleet's telemetry sees beside what is true. Times are since the start of the run. */
public interface Onlooker {

    /**
     * A host's telemetry has read a sample.
     *
     * @param seen normalised load by the load estimate in use
     * @param truth normalised load of the servers that are there
     */
    void sampled(Duration at, String host, double seen, double truth);

    /** A server has moved. */
    void migrated(Duration at, MigrationOrder order);
}
