package io.drover.health;

import java.time.Instant;
import java.util.List;

/**
 * What a service has left behind.
 *
 * @param whose the host of an agent, the name of a measurement point
 * @param process id, in the service's own namespace
 * @param at when it was written, by the machine's clock
 */
record LifeRecord(String whose, long process, Instant at, List<Sign> signs) {

    LifeRecord {
        signs = List.copyOf(signs);
    }
}
