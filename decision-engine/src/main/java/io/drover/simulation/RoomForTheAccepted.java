package io.drover.simulation;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.model.Resources;
import java.util.List;

/** Measured by what the host last saw of Placement, less what began to come since. */
final class RoomForTheAccepted implements Invariant {

    private final SimulatedFleet fleet;
    private final Violations violations;
    private final Resources[] free;

    RoomForTheAccepted(SimulatedFleet fleet, Violations violations) {
        this.fleet = fleet;
        this.violations = violations;
        this.free = new Resources[fleet.hosts().size()];
        for (SimulatedHost host : fleet.hosts()) free[host.index] = host.spec.capacity();
    }

    @Override
    public String sentence() {
        return "no host accepts more than it can hold";
    }

    @Override
    public void heard(SimulatedAgent agent, Event event) {
        if (event instanceof Event.Observed observed)
            free[agent.index()] = observed.observation().free();
    }

    @Override
    public void decided(SimulatedAgent agent, Effect effect) {
        if (!(effect instanceof Effect.Send send)) return;
        Message message = send.envelope().message();
        if (message instanceof Message.WinningBidAcknowledgement won && won.ok()) check(agent, won.server());
        if (message instanceof Message.StealAttempt attempt) check(agent, attempt.server());
    }

    @Override
    public void requested(SimulatedMigration migration) {
        int host = migration.destination.index;
        free[host] = free[host].minus(migration.server.spec.resources());
    }

    /** Nova must hold to it too. */
    @Override
    public void ended(SimulatedMigration migration) {
        Resources left = migration.destination.free();
        List<String> classes =
                List.copyOf(migration.server.spec.resources().amounts().keySet());
        for (String resource : classes) {
            if (migration.claimed && migration.outcome().orElseThrow().done() && left.amount(resource) < 0) {
                violations.report(
                        this, migration.destination.name() + " has " + left.amount(resource) + " " + resource);
            }
        }
    }

    private void check(SimulatedAgent agent, String id) {
        SimulatedServer server = fleet.server(id);
        if (server == null || server.spec.resources().fitIn(free[agent.index()])) return;
        violations.report(
                this,
                agent.name() + " accepts " + id + " asking "
                        + server.spec.resources().amounts() + " of " + free[agent.index()].amounts());
    }
}
