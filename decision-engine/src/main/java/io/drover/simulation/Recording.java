package io.drover.simulation;

import java.time.Duration;
import java.util.List;

/**
 * Recorded loads.
 *
 * @param name for the command line that runs it again
 * @param interval that each value stands for
 * @param rows one per server: percent of all its vCPUs, 0..100
 */
public record Recording(String name, Duration interval, List<byte[]> rows) {

    public Recording {
        rows = List.copyOf(rows);
        if (rows.isEmpty()) throw new IllegalArgumentException("trace " + name + " has no servers");
        for (byte[] row : rows) {
            if (row.length == 0) throw new IllegalArgumentException("trace " + name + " has a server without values");
        }
    }
}
