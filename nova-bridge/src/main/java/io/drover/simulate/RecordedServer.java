package io.drover.simulate;

import io.drover.model.ServerObservation;
import io.drover.scenario.Demand;
import io.drover.scenario.Recording;
import io.drover.scenario.ServerSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Where a server was and what it used, cell by cell of time. */
final class RecordedServer {

    private static final double USUAL_DIRTY_RATE = 1;

    private final ServerObservation first;
    private final String[] hosts;
    private final double[] loads;
    private final int[] counts;
    private int from;
    private int to = -1;

    /**
     * @param first sample that shows it
     */
    RecordedServer(ServerObservation first, int cells) {
        this.first = first;
        this.hosts = new String[cells];
        this.loads = new double[cells];
        this.counts = new int[cells];
    }

    /** In the order of time. */
    void seen(int cell, String host, ServerObservation server) {
        if (to < 0) from = cell;
        else Arrays.fill(hosts, to + 1, Math.max(to + 1, cell), hosts[to]);
        to = cell;
        hosts[cell] = host;
        if (server.load().isEmpty()) return;
        counts[cell]++;
        loads[cell] += (server.load().getAsDouble() - loads[cell]) / counts[cell];
    }

    /** Whether any sample told what it uses. */
    boolean known() {
        return Arrays.stream(counts).anyMatch(count -> count > 0);
    }

    /** A cell without a sample is as the one before, and those before the first sample are as that one. */
    void fill() {
        int next = 0;
        while (counts[next] == 0) next++;
        double last = loads[next];
        for (int cell = 0; cell < loads.length; cell++) {
            if (counts[cell] > 0) last = loads[cell];
            else loads[cell] = last;
        }
    }

    /** Null: it was not there. */
    String host(int cell) {
        return hosts[cell];
    }

    /** CPUs. */
    double load(int cell) {
        return loads[cell];
    }

    /** From where it was first; gone when its last host went on without it. */
    ServerSpec spec(Duration cell, ToIntFunction<String> lastOf) {
        short[] shares = new short[loads.length];
        for (int i = 0; i < shares.length; i++) {
            double share = Math.min(1, Math.max(0, loads[i] / first.vcpus()));
            shares[i] = (short) Math.rint(share * Recording.WHOLE);
        }
        boolean gone = to < lastOf.applyAsInt(hosts[to]);
        return new ServerSpec(
                first.id(),
                hosts[from],
                first.vcpus(),
                first.memoryMib(),
                first.usage().memoryUsedMib(),
                first.dirtyRate().orElse(USUAL_DIRTY_RATE),
                first.resources(),
                new Demand.Row(shares, cell, first.vcpus()),
                cell.multipliedBy(from),
                gone ? Optional.of(cell.multipliedBy(to + 1L)) : Optional.empty(),
                false);
    }
}
