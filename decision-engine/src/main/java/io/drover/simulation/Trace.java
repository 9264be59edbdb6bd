package io.drover.simulation;

import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Spoken;
import io.drover.model.Decimal;
import java.util.function.Consumer;

/** Writes a run down, a line per happening: milliseconds, host, what. The same for the same scenario in any JVM. */
final class Trace implements Spectator {

    private final VirtualClock clock;
    private final Consumer<String> lines;

    Trace(VirtualClock clock, Consumer<String> lines) {
        this.clock = clock;
        this.lines = lines;
    }

    @Override
    public void heard(SimulatedAgent agent, Event event) {
        line(agent.name(), Spoken.of(event));
    }

    @Override
    public void decided(SimulatedAgent agent, Effect effect) {
        line(agent.name(), Spoken.of(effect));
    }

    @Override
    public void crashed(SimulatedAgent agent) {
        line(agent.name(), "crashes");
    }

    @Override
    public void lost(SimulatedAgent receiver, Envelope envelope) {
        line(receiver.name(), "does not get " + Spoken.inbound(envelope));
    }

    @Override
    public void requested(SimulatedMigration migration) {
        line("nova", "accepts " + Spoken.of(migration.order));
    }

    @Override
    public void ended(SimulatedMigration migration) {
        line(
                "nova",
                "ends " + Spoken.of(migration.order) + ": "
                        + Spoken.of(migration.outcome().orElseThrow()));
    }

    private void line(String who, String what) {
        lines.accept(Decimal.milliseconds(clock.now()) + " " + who + " " + what);
    }
}
