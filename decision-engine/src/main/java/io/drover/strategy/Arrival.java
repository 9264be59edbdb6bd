package io.drover.strategy;

import io.drover.auction.Effect;
import io.drover.auction.Event;
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
import java.util.List;

/**
 * The destination's end of an agreed migration, whoever opened the auction: Expecting → Settling. Its lock opens by
 * Nova's outcome only, told by the source or looked up, never because somebody was silent.
 */
final class Arrival {

    private Arrival() {}

    /** Agreed: the source will tell. */
    static Step agreed(String auction, ServerInfo server, String source, Situation here) {
        Expecting next = new Expecting(auction, server, order(auction, server, source, here), false);
        return Step.to(
                next,
                new Effect.SetTimer(
                        leaseTimer(auction), here.settings().auction().lockTimeout()),
                new Effect.SetTimer(Departure.outcomeTimer(auction), Departure.bound(here)));
    }

    /** The source may have agreed, and its answer was lost: Nova is asked. doc/sources.md, correction 10. */
    static Step uncertain(String auction, ServerInfo server, String source, Situation here) {
        MigrationOrder order = order(auction, server, source, here);
        return Step.to(
                new Expecting(auction, server, order, true),
                watch(order, here),
                new Effect.SetTimer(Departure.outcomeTimer(auction), Departure.bound(here)),
                Effect.say(
                        auction,
                        Note.Kind.HELD,
                        source + " did not answer: " + server.id() + " counts as coming until Nova shows otherwise"));
    }

    private static MigrationOrder order(String auction, ServerInfo server, String source, Situation here) {
        var cost = here.pricing().cost(server);
        return new MigrationOrder(
                auction,
                server.id(),
                source,
                here.settings().host(),
                here.now(),
                cost.seconds(),
                cost.downtimeSeconds());
    }

    private static Effect watch(MigrationOrder order, Situation here) {
        return new Effect.Watch(order, here.now().plus(here.settings().auction().lockTimeout()));
    }

    private static TimerId leaseTimer(String auction) {
        return new TimerId(auction, "lease");
    }

    /** Counted as here already, while it may still be on its way. */
    record Expecting(String auction, ServerInfo server, MigrationOrder order, boolean watching) implements Negotiation {

        @Override
        public Step on(Event event, Situation here) {
            if (event instanceof Event.Heard heard && heard.envelope().source().equals(order.source())) {
                if (heard.envelope().message() instanceof Message.MigrationAcknowledgement told) {
                    Outcome.Done done = new Outcome.Done(told.seconds(), told.movedAgo());
                    return told.ok() ? settle(done, here) : ended(new Outcome.Failed(told.reason()));
                }
                if (heard.envelope().message() instanceof Message.ResourceRelease release) {
                    return ended(new Outcome.Skipped(release.reason()));
                }
            }
            if (event instanceof Event.MigrationEnded seen) {
                return seen.outcome() instanceof Outcome.Done done ? settle(done, here) : ended(seen.outcome());
            }
            if (event instanceof Event.Rang rang && rang.timer().equals(leaseTimer(auction)) && !watching) {
                return Step.to(new Expecting(auction, server, order, true), watch(order, here));
            }
            if (event instanceof Event.Rang rang && rang.timer().equals(Departure.outcomeTimer(auction))) {
                return ended(new Outcome.Failed(
                        "no outcome within " + Departure.bound(here).toSeconds() + " s"));
            }
            return Ignored.by(this, event);
        }

        private Step settle(Outcome.Done done, Situation here) {
            Duration settle = here.settings().auction().destinationSettle();
            Instant movedAt = done.movedAt(order.callBefore(), here.now());
            return Step.to(
                    new Settling(auction, server, order.source(), movedAt),
                    new Effect.CancelTimer(leaseTimer(auction)),
                    new Effect.CancelTimer(Departure.outcomeTimer(auction)),
                    new Effect.SetTimer(Departure.settleTimer(auction), settle),
                    Effect.say(auction, Note.Kind.MIGRATED, server.id() + " has come from " + order.source()));
        }

        private Step ended(Outcome outcome) {
            return Step.to(
                    new Settled(auction, Settled.Ending.FAILED, server, order.source(), outcome),
                    List.of(
                            new Effect.CancelTimer(leaseTimer(auction)),
                            new Effect.CancelTimer(Departure.outcomeTimer(auction)),
                            Effect.say(
                                    auction,
                                    Note.Kind.FAILED,
                                    server.id() + " does not come from " + order.source() + ": " + outcome.reason())));
        }

        @Override
        public Hold hold() {
            return new Hold(Hold.Phase.INBOUND, true, server, server.load(), null);
        }
    }

    /** It has come; the lock opens when the host's load may be believed again. doc/sources.md, 5.1. */
    record Settling(String auction, ServerInfo server, String source, Instant movedAt) implements Negotiation {

        @Override
        public Step on(Event event, Situation here) {
            if (event instanceof Event.Rang rang && rang.timer().equals(Departure.settleTimer(auction))) {
                return Step.to(over());
            }
            if (event instanceof Event.Observed) {
                return here.shows(hold())
                        ? Step.to(over(), new Effect.CancelTimer(Departure.settleTimer(auction)))
                        : Step.to(this);
            }
            return Ignored.by(this, event);
        }

        private Settled over() {
            return new Settled(auction, Settled.Ending.MOVED, server, source, new Outcome.Done(0));
        }

        @Override
        public Hold hold() {
            return new Hold(Hold.Phase.SETTLING, true, server, server.load(), movedAt);
        }
    }
}
