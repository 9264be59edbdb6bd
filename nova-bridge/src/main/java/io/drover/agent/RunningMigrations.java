package io.drover.agent;

import io.drover.auction.Report.Underway;
import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import io.drover.nova.CopyMeasurement;
import io.drover.nova.CopyProgress;
import io.drover.nova.MigrationListener;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The migrations that Nova performs for this host now, as far as it tells. Any number of threads. */
final class RunningMigrations implements MigrationListener {

    private final SortedMap<String, Underway> byServer = new TreeMap<>();

    @Override
    public synchronized void progress(MigrationOrder order, CopyProgress progress) {
        byServer.put(
                order.server(),
                new Underway(
                        order.auction(),
                        order.server(),
                        order.destination(),
                        progress.fraction().orElse(Double.NaN)));
    }

    @Override
    public synchronized void ended(MigrationOrder order, Outcome outcome, CopyMeasurement measure) {
        byServer.remove(order.server());
    }

    /** By server. */
    synchronized List<Underway> now() {
        return List.copyOf(byServer.values());
    }
}
