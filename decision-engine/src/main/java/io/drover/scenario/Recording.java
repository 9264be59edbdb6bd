package io.drover.scenario;

import java.time.Duration;
import java.util.List;

/**
 * Recorded loads.
 *
 * @param name for the command line that runs it again
 * @param interval that each value stands for
 * @param rows one per server: hundredths of a percent of all its vCPUs, 0..10,000
 * @param vcpus of each row's server; empty: 1 each
 */
public record Recording(String name, Duration interval, List<short[]> rows, List<Integer> vcpus) {

    /** A row's value when all of a server's vCPUs are busy. */
    public static final double WHOLE = 10_000;

    public Recording {
        rows = List.copyOf(rows);
        vcpus = List.copyOf(vcpus);
        if (rows.isEmpty()) throw new IllegalArgumentException("trace " + name + " has no servers");
        for (short[] row : rows) {
            if (row.length == 0) throw new IllegalArgumentException("trace " + name + " has a server without values");
        }
        if (!vcpus.isEmpty() && vcpus.size() != rows.size()) {
            throw new IllegalArgumentException("trace " + name + " has sizes of some servers only");
        }
    }

    /** Every server has one vCPU. */
    public Recording(String name, Duration interval, List<short[]> rows) {
        this(name, interval, rows, List.of());
    }

    /**
     * The loads of the server with this number, from 0. With more servers than rows, rows are used again, each
     * time a tenth of the row later (its end wraps to its start), so that equal servers do not peak together.
     */
    short[] row(int server) {
        short[] row = rows.get(server % rows.size());
        int shift = (int) ((long) (server / rows.size()) * Math.max(1, row.length / 10) % row.length);
        if (shift == 0) return row;
        short[] shifted = new short[row.length];
        System.arraycopy(row, shift, shifted, 0, row.length - shift);
        System.arraycopy(row, 0, shifted, row.length - shift, shift);
        return shifted;
    }

    int vcpus(int server) {
        return vcpus.isEmpty() ? 1 : vcpus.get(server % vcpus.size());
    }

    /** vCPUs of the largest server. */
    int largest() {
        int largest = 1;
        for (int each : vcpus) largest = Math.max(largest, each);
        return largest;
    }

    /** What the first {@code servers} use together, in CPUs, on average over {@code duration}. */
    double meanCpus(int servers, Duration duration) {
        long values = Math.max(1, duration.dividedBy(interval));
        double mean = 0;
        for (int server = 0; server < servers; server++) {
            short[] row = row(server);
            int length = (int) Math.min(row.length, values);
            long sum = 0;
            for (int i = 0; i < length; i++) sum += row[i];
            mean += vcpus(server) * sum / WHOLE / length;
        }
        return mean;
    }
}
