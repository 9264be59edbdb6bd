package io.drover.simulation;

import io.drover.auction.Effect;

/** Also: only the agent of that host orders its migration. */
final class OneHostPerServer implements Invariant {

    private final SimulatedFleet fleet;
    private final Violations violations;

    OneHostPerServer(SimulatedFleet fleet, Violations violations) {
        this.fleet = fleet;
        this.violations = violations;
    }

    @Override
    public String sentence() {
        return "a server is on exactly one host";
    }

    @Override
    public void decided(SimulatedAgent agent, Effect effect) {
        if (!(effect instanceof Effect.Migrate migrate)) return;
        SimulatedServer server = fleet.server(migrate.order().server());
        if (server == null || server.host == null || server.host == agent.host()) return;
        violations.report(
                this, agent.name() + " orders a migration of " + server.id() + ", which is on " + server.host.name());
    }

    @Override
    public void ended(SimulatedMigration migration) {
        SimulatedServer server = migration.server;
        boolean there = migration.destination.servers().contains(server);
        boolean here = migration.source.servers().contains(server) && migration.source != migration.destination;
        if (there == here && server.host != null) {
            violations.report(this, server.id() + (there ? " is on both ends" : " is on neither end"));
        }
    }
}
