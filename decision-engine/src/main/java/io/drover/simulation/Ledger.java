package io.drover.simulation;

import io.drover.auction.Effect;
import io.drover.auction.Message;
import io.drover.model.CostModel;
import io.drover.model.Outcome;

/** Enters attempts and migrations into the metrics. */
final class Ledger implements Spectator {

    private final VirtualClock clock;
    private final Metrics metrics;
    private final String[] newestHotspot;

    Ledger(World world, Metrics metrics) {
        this.clock = world.clock();
        this.metrics = metrics;
        this.newestHotspot = new String[world.fleet().hosts().size()];
    }

    @Override
    public void decided(SimulatedAgent agent, Effect effect) {
        if (!(effect instanceof Effect.Send send)) return;
        Message message = send.envelope().message();
        if (message instanceof Message.StealAttempt) metrics.attempt(clock.now());
        if (message instanceof Message.HotspotMessage)
            hotspot(agent, send.envelope().auction());
    }

    @Override
    public void ended(NovaMigration migration) {
        CostModel.Cost sent = migration.sent();
        Outcome outcome = migration.outcome().orElseThrow();
        if (outcome.done()) metrics.migrated(clock.now(), sent.megabytes(), sent.downtimeSeconds());
        else metrics.failed(clock.now(), sent.megabytes());
    }

    /** An auction that invites peers one by one is still one attempt. */
    private void hotspot(SimulatedAgent agent, String auction) {
        if (auction.equals(newestHotspot[agent.index()])) return;
        newestHotspot[agent.index()] = auction;
        metrics.attempt(clock.now());
    }
}
