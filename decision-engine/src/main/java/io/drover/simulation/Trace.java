package io.drover.simulation;

import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.model.HostObservation;
import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import java.util.Map;
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
        line(agent.name(), describe(event));
    }

    @Override
    public void decided(SimulatedAgent agent, Effect effect) {
        line(agent.name(), describe(effect));
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
    public void requested(NovaMigration migration) {
        line("nova", "accepts " + describe(migration.order));
    }

    @Override
    public void ended(NovaMigration migration) {
        line(
                "nova",
                "ends " + describe(migration.order) + ": "
                        + describe(migration.outcome().orElseThrow()));
    }

    private void line(String who, String what) {
        lines.accept(Decimal.milliseconds(clock.now()) + " " + who + " " + what);
    }

    private static String describe(Event event) {
        if (event instanceof Event.Started) return "starts";
        if (event instanceof Event.Observed observed) return "observes " + describe(observed.observation());
        if (event instanceof Event.Heard heard) return "hears " + Spoken.inbound(heard.envelope());
        if (event instanceof Event.Undelivered lost) return "gets back " + Spoken.outbound(lost.envelope());
        if (event instanceof Event.Rang rang)
            return "rings " + rang.timer().name() + named(rang.timer().auction());
        if (event instanceof Event.PeersListed listed)
            return "lists " + listed.hosts().size() + " hosts";
        if (event instanceof Event.MigrationEnded ended) {
            return "learns of " + ended.server() + named(ended.auction()) + ": " + describe(ended.outcome());
        }
        if (event instanceof Event.Resumed resumed) return "resumes " + describe(resumed.order());
        if (event instanceof Event.Stopping) return "stops";
        throw new AssertionError(event);
    }

    private static String describe(Effect effect) {
        if (effect instanceof Effect.Send send) return "sends " + Spoken.outbound(send.envelope());
        if (effect instanceof Effect.SetTimer set) {
            return "sets " + set.timer().name() + named(set.timer().auction()) + " after "
                    + Decimal.milliseconds(set.after().toNanos());
        }
        if (effect instanceof Effect.CancelTimer cancel) {
            return "cancels " + cancel.timer().name() + named(cancel.timer().auction());
        }
        if (effect instanceof Effect.Migrate migrate) return "orders " + describe(migrate.order());
        if (effect instanceof Effect.Watch watch) return "watches " + describe(watch.order());
        if (effect instanceof Effect.Keep keep)
            return "keeps " + keep.pauses().entries().size() + " pauses";
        if (effect instanceof Effect.Say say) return "says " + describe(say);
        throw new AssertionError(effect);
    }

    private static String describe(Effect.Say say) {
        StringBuilder text = new StringBuilder(say.note().kind().name())
                .append(named(say.note().auction()))
                .append(": ")
                .append(say.note().text());
        for (Map.Entry<String, Object> fact : say.note().facts().entrySet()) {
            Object value = fact.getValue() instanceof Double number ? Decimal.shortest(number) : fact.getValue();
            text.append("; ").append(fact.getKey()).append('=').append(value);
        }
        return text.toString();
    }

    private static String describe(HostObservation seen) {
        return "load " + Decimal.shortest(seen.load().orElse(Double.NaN)) + " of " + seen.cpus() + ", "
                + seen.servers().size() + " servers, " + seen.migrations().size() + " migrations"
                + seen.closed().map(reason -> ", closed: " + reason).orElse("");
    }

    private static String describe(MigrationOrder order) {
        return order.server() + " from " + order.source() + " to " + order.destination() + named(order.auction());
    }

    private static String describe(Outcome outcome) {
        return outcome.getClass().getSimpleName() + ", " + outcome.reason();
    }

    private static String named(String auction) {
        return auction.isEmpty() ? "" : " [" + auction + "]";
    }
}
