package io.drover.simulation;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.model.Resources;
import java.util.ArrayList;
import java.util.List;

/** Measured by what the host last saw of Placement, less what began to come since and did not fail. */
final class RoomForTheAccepted implements Invariant {

    private final SimulatedFleet fleet;
    private final Violations violations;
    private final Resources[] seen;
    private final List<List<SimulatedMigration>> since = new ArrayList<>();

    RoomForTheAccepted(SimulatedFleet fleet, Violations violations) {
        this.fleet = fleet;
        this.violations = violations;
        this.seen = new Resources[fleet.hosts().size()];
        for (SimulatedHost host : fleet.hosts()) {
            seen[host.index] = host.spec.capacity();
            since.add(new ArrayList<>());
        }
    }

    @Override
    public String sentence() {
        return "no host accepts more than it can hold";
    }

    @Override
    public void heard(SimulatedAgent agent, Event event) {
        if (!(event instanceof Event.Observed observed)) return;
        seen[agent.index()] = observed.observation().free();
        since.get(agent.index()).clear();
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
        since.get(migration.destination.index).add(migration);
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

    private Resources free(int host) {
        Resources free = seen[host];
        for (SimulatedMigration migration : since.get(host)) {
            boolean failed =
                    migration.outcome().filter(outcome -> !outcome.done()).isPresent();
            if (!failed) free = free.minus(migration.server.spec.resources());
        }
        return free;
    }

    private void check(SimulatedAgent agent, String id) {
        SimulatedServer server = fleet.server(id);
        Resources free = free(agent.index());
        if (server == null || server.spec.resources().fitIn(free)) return;
        violations.report(
                this,
                agent.name() + " accepts " + id + " asking "
                        + server.spec.resources().amounts() + " of " + free.amounts());
    }
}
