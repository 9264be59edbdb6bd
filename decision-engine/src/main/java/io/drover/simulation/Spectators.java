package io.drover.simulation;

import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import java.util.ArrayList;
import java.util.List;

/** Several spectators, each told in the order in which they came. */
final class Spectators implements Spectator {

    private final List<Spectator> all = new ArrayList<>();

    void add(Spectator spectator) {
        all.add(spectator);
    }

    @Override
    public void heard(SimulatedAgent agent, Event event) {
        for (Spectator each : all) each.heard(agent, event);
    }

    @Override
    public void decided(SimulatedAgent agent, Effect effect) {
        for (Spectator each : all) each.decided(agent, effect);
    }

    @Override
    public void handled(SimulatedAgent agent) {
        for (Spectator each : all) each.handled(agent);
    }

    @Override
    public void crashed(SimulatedAgent agent) {
        for (Spectator each : all) each.crashed(agent);
    }

    @Override
    public void lost(SimulatedAgent receiver, Envelope envelope) {
        for (Spectator each : all) each.lost(receiver, envelope);
    }

    @Override
    public void requested(SimulatedMigration migration) {
        for (Spectator each : all) each.requested(migration);
    }

    @Override
    public void ended(SimulatedMigration migration) {
        for (Spectator each : all) each.ended(migration);
    }

    @Override
    public void finished() {
        for (Spectator each : all) each.finished();
    }
}
