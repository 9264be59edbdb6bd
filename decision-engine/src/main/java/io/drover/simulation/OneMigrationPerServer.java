package io.drover.simulation;

import io.drover.auction.Effect;
import io.drover.auction.Event;

/** See {@link OpenOrders}. */
final class OneMigrationPerServer implements Invariant {

    private final Violations violations;
    private final OpenOrders orders = new OpenOrders();

    OneMigrationPerServer(Violations violations) {
        this.violations = violations;
    }

    @Override
    public String sentence() {
        return "a server has at most one migration";
    }

    @Override
    public void decided(SimulatedAgent agent, Effect effect) {
        orders.decided(agent.name(), effect).ifPresent(sentence -> violations.report(this, sentence));
    }

    @Override
    public void heard(SimulatedAgent agent, Event event) {
        orders.heard(agent.name(), event);
    }

    /** It has gone: by the thesis' rules its new host may give it away before its old one is there again to hear that. */
    @Override
    public void ended(SimulatedMigration migration) {
        if (migration.outcome().orElseThrow().done()) orders.ended(migration.order);
    }
}
