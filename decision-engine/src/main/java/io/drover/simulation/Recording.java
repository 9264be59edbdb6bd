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

    /** What the first {@code servers} of one vCPU each use together, on average over {@code duration}. */
    double meanCpus(int servers, Duration duration) {
        long values = Math.max(1, duration.dividedBy(interval));
        double mean = 0;
        for (byte[] row : rows.subList(0, servers)) {
            int length = (int) Math.min(row.length, values);
            long sum = 0;
            for (int i = 0; i < length; i++) sum += row[i];
            mean += sum / 100.0 / length;
        }
        return mean;
    }
}
