package io.drover.strategy;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.Forecast;
import io.drover.auction.Hold;
import io.drover.auction.Message;
import io.drover.auction.Negotiation;
import io.drover.auction.Note;
import io.drover.auction.Settled;
import io.drover.auction.Situation;
import io.drover.auction.Step;
import io.drover.auction.TimerId;
import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import io.drover.model.ServerInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The source's end of an agreed migration, whoever opened the auction: Migrating → Settling. */
public final class Departure {

    /** Over the completion timeout, at which the supervisor aborts, by so much that its answer must have come. */
    static final Duration GRACE = Duration.ofMinutes(20);

    private Departure() {}

    /** Agreed just now: tells the measurement point and asks Nova. */
    static Step begin(
            String auction,
            Note.Strategy strategy,
            ServerInfo server,
            String destination,
            Forecast forecast,
            Situation here) {
        Instant callBefore = here.now().plus(patience(here));
        MigrationOrder order = new MigrationOrder(
                auction,
                server.id(),
                here.settings().host(),
                destination,
                callBefore,
                forecast.seconds(),
                forecast.downtimeSeconds(),
                here.grounds() == Situation.Grounds.DRAINING
                        && here.settings().drain().forces());
        Message migration = new Message.Migration(
                server.id(),
                destination,
                strategy.word(),
                forecast.entropyBefore(),
                forecast.entropyAfter(),
                forecast.seconds(),
                forecast.downtimeSeconds());
        return Step.to(
                new Migrating(auction, server, order),
                new Effect.Migrate(order),
                here.send(Address.MEASUREMENT_POINT, auction, migration, worth(here)),
                new Effect.SetTimer(outcomeTimer(auction), bound(here)),
                new Effect.Say(new Note.Migrating(
                        auction,
                        server.id(),
                        destination,
                        forecast.seconds(),
                        forecast.downtimeSeconds(),
                        server.id() + " goes to " + destination)));
    }

    /** An order of an earlier run of this agent: watched, never asked for again. */
    public static Step resume(MigrationOrder order, ServerInfo server, Situation here) {
        return Step.to(
                new Migrating(order.auction(), server, order),
                new Effect.Watch(
                        order, here.now().plus(here.settings().auction().lockTimeout())),
                new Effect.SetTimer(outcomeTimer(order.auction()), bound(here)),
                Effect.say(
                        order.auction(),
                        Note.Kind.MIGRATING,
                        order.server() + " may be on its way to " + order.destination() + " since before the restart"));
    }

    static TimerId outcomeTimer(String auction) {
        return new TimerId(auction, "outcome");
    }

    static Duration bound(Situation here) {
        return here.settings().migration().completionTimeout().plus(GRACE);
    }

    /** How long after both have agreed Nova may still be asked. */
    private static Duration patience(Situation here) {
        return here.settings().auction().lockTimeout().dividedBy(2);
    }

    static Duration worth(Situation here) {
        return here.settings().auction().lockTimeout();
    }

    /** Nova has been, or is about to be, asked. Ends by its outcome, or when the bound on that is over. */
    record Migrating(String auction, ServerInfo server, MigrationOrder order) implements Negotiation {

        @Override
        public Step on(Event event, Situation here) {
            if (event instanceof Event.MigrationEnded ended) return ended(ended.outcome(), here);
            if (event instanceof Event.Rang rang && rang.timer().equals(outcomeTimer(auction))) {
                return ended(
                        new Outcome.Failed("no outcome within " + bound(here).toSeconds() + " s"), here);
            }
            return Ignored.by(this, event);
        }

        private Step ended(Outcome outcome, Situation here) {
            boolean done = outcome.done();
            Outcome.Done how = outcome instanceof Outcome.Done d ? d : new Outcome.Done(0);
            double seconds = how.seconds();
            Message told = new Message.MigrationAcknowledgement(
                    server.id(), order.destination(), done, done ? "" : outcome.reason(), seconds, how.movedAgo());
            List<Effect> effects = new ArrayList<>();
            effects.add(new Effect.CancelTimer(outcomeTimer(auction)));
            effects.add(here.send(Address.host(order.destination()), auction, told, worth(here)));
            effects.add(here.send(Address.MEASUREMENT_POINT, auction, told, worth(here)));
            effects.add(new Effect.Say(new Note.Concluded(
                    auction,
                    server.id(),
                    order.destination(),
                    done,
                    seconds,
                    server.id() + (done ? " is on " + order.destination() : " stays: " + outcome.reason()))));
            if (!done) {
                return Step.to(
                        new Settled(auction, Settled.Ending.FAILED, server, order.destination(), outcome), effects);
            }
            Duration settle = here.settings().auction().sourceSettle();
            effects.add(new Effect.SetTimer(settleTimer(auction), settle));
            Instant movedAt = how.leftAt(order.callBefore().minus(patience(here)), here.now());
            return Step.to(new Settling(auction, server, order.destination(), movedAt, outcome), effects);
        }

        @Override
        public Hold hold() {
            return new Hold(Hold.Phase.OUTBOUND, false, server, -server.load(), null);
        }
    }

    static TimerId settleTimer(String auction) {
        return new TimerId(auction, "settle");
    }

    /** Moved. The host's measured load is not yet true: doc/sources.md, 5.1. */
    record Settling(String auction, ServerInfo server, String destination, Instant movedAt, Outcome outcome)
            implements Negotiation {

        @Override
        public Step on(Event event, Situation here) {
            if (event instanceof Event.Rang rang && rang.timer().equals(settleTimer(auction))) {
                return Step.to(over());
            }
            if (event instanceof Event.Observed) {
                return here.shows(hold())
                        ? Step.to(over(), new Effect.CancelTimer(settleTimer(auction)))
                        : Step.to(this);
            }
            return Ignored.by(this, event);
        }

        private Settled over() {
            return new Settled(auction, Settled.Ending.MOVED, server, destination, outcome);
        }

        @Override
        public Hold hold() {
            return new Hold(Hold.Phase.SETTLING, false, server, -server.load(), movedAt);
        }
    }
}
