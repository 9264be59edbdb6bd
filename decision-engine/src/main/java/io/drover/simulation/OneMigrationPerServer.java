package io.drover.simulation;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.model.MigrationOrder;
import java.util.SortedMap;
import java.util.TreeMap;

/** From the order to the outcome that its agent hears, over the agent's restarts. */
final class OneMigrationPerServer implements Invariant {

    private final Violations violations;
    private final SortedMap<String, MigrationOrder> open = new TreeMap<>();

    OneMigrationPerServer(Violations violations) {
        this.violations = violations;
    }

    @Override
    public String sentence() {
        return "a server has at most one migration";
    }

    @Override
    public void decided(SimulatedAgent agent, Effect effect) {
        if (!(effect instanceof Effect.Migrate migrate)) return;
        MigrationOrder order = migrate.order();
        MigrationOrder earlier = open.putIfAbsent(order.server(), order);
        if (earlier == null) return;
        violations.report(
                this,
                agent.name() + " orders " + order.server() + " to " + order.destination() + " (" + order.auction()
                        + ") while " + earlier.source() + " moves it to " + earlier.destination() + " ("
                        + earlier.auction() + ")");
    }

    @Override
    public void heard(SimulatedAgent agent, Event event) {
        if (!(event instanceof Event.MigrationEnded ended)) return;
        MigrationOrder order = open.get(ended.server());
        if (order == null) return;
        if (order.auction().equals(ended.auction()) && order.source().equals(agent.name())) open.remove(ended.server());
    }
}
