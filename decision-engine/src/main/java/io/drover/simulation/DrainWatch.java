package io.drover.simulation;

import io.drover.auction.DrainProgress;
import io.drover.auction.Effect;
import io.drover.auction.Message;
import io.drover.scenario.Incident;

/** Follows one order to empty a host. */
final class DrainWatch implements Spectator {

    private static final double SECOND = 1e9;

    private final VirtualClock clock;
    private final SimulatedHost host;
    private final Incident.Drain order;
    private int servers;
    private int moves;
    private double secondsUntilEmpty = Double.NaN;
    private int left;
    private DrainProgress told = DrainProgress.UNKNOWN;

    DrainWatch(VirtualClock clock, SimulatedHost host, Incident.Drain order) {
        this.clock = clock;
        this.host = host;
        this.order = order;
    }

    /** The order has just gone out. */
    void begin() {
        servers = host.servers().size();
        look();
    }

    private boolean runs() {
        return clock.now() >= order.from().toNanos()
                && clock.now() <= order.until().toNanos();
    }

    private void look() {
        if (!runs()) return;
        left = host.servers().size();
        if (left == 0 && Double.isNaN(secondsUntilEmpty)) {
            secondsUntilEmpty = (clock.now() - order.from().toNanos()) / SECOND;
        }
    }

    @Override
    public void ended(SimulatedMigration migration) {
        if (runs()
                && migration.source == host
                && migration.outcome().orElseThrow().done()) moves++;
        look();
    }

    @Override
    public void decided(SimulatedAgent agent, Effect effect) {
        if (!runs() || agent.host() != host || !(effect instanceof Effect.Send send)) return;
        if (send.envelope().message() instanceof Message.DrainAcknowledgement answer
                && answer.host().equals(host.name())) told = answer.progress();
    }

    Drained result() {
        return new Drained(
                host.name(),
                order.from().toNanos() / SECOND,
                servers,
                moves,
                secondsUntilEmpty,
                left,
                told.moving(),
                told.stays());
    }
}
