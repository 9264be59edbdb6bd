package io.drover.simulation;

import io.drover.model.CostModel;
import io.drover.scenario.Conditions;
import io.drover.scenario.ServerSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The wire that running migrations share equally. When their number changes, each goes on with the share of its work
 * that is done, at the pace that the cost model gives for its new bandwidth.
 */
final class SimulatedLink {

    private static final double MEGABYTES_PER_MIB = 1.048576;

    private final VirtualClock clock;
    private final Conditions conditions;
    private final CostModel model;
    private final List<Transfer> active = new ArrayList<>();

    SimulatedLink(VirtualClock clock, Conditions conditions, CostModel model) {
        this.clock = clock;
        this.conditions = conditions;
        this.model = model;
    }

    /**
     * @param work the share (0..1) that is to be done before {@code done}
     */
    Transfer begin(ServerSpec server, double work, Runnable done) {
        Transfer transfer = new Transfer(server, work, done);
        progress();
        active.add(transfer);
        reschedule();
        return transfer;
    }

    private void progress() {
        for (Transfer transfer : active) transfer.progress();
    }

    private void reschedule() {
        double bandwidth = conditions.bandwidth() / (conditions.shared() ? active.size() : 1);
        for (Transfer transfer : active) transfer.pace(bandwidth);
    }

    /** One migration's memory on its way. */
    final class Transfer {

        private final ServerSpec server;
        private final double work;
        private final Runnable done;
        private CostModel.Cost whole = new CostModel.Cost(0, 0, 0);
        private double megabytes;
        private double share;
        private long at = clock.now();
        private long paces;

        private Transfer(ServerSpec server, double work, Runnable done) {
            this.server = server;
            this.work = work;
            this.done = done;
        }

        /** Breaks it off without {@code done}. */
        void stop() {
            SimulatedLink.this.progress();
            if (!active.remove(this)) return;
            paces++;
            reschedule();
        }

        /** Volume and time so far, and the downtime if it ends now. */
        CostModel.Cost sent() {
            return new CostModel.Cost(megabytes, 0, whole.downtimeSeconds());
        }

        private void progress() {
            double seconds = (clock.now() - at) / (double) VirtualClock.SECOND;
            at = clock.now();
            if (whole.seconds() == 0) return;
            double passed = Math.min(work - share, seconds / whole.seconds());
            share += passed;
            megabytes += passed * whole.megabytes();
        }

        private void pace(double bandwidth) {
            whole = model.of(server.memoryMib() * MEGABYTES_PER_MIB, bandwidth, server.dirtyRate());
            long pace = ++paces;
            clock.after(VirtualClock.nanos((work - share) * whole.seconds()), () -> finish(pace));
        }

        private void finish(long pace) {
            if (pace != paces) return;
            stop();
            done.run();
        }
    }
}
