package io.drover.strategy;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.Hold;
import io.drover.auction.Message;
import io.drover.auction.Negotiation;
import io.drover.auction.Note;
import io.drover.auction.Proposal;
import io.drover.auction.Settled;
import io.drover.auction.Settled.Ending;
import io.drover.auction.Situation;
import io.drover.auction.Step;
import io.drover.auction.Tally;
import io.drover.auction.TimerId;
import io.drover.model.AuctionSettings;
import io.drover.model.HostInfo;
import io.drover.model.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A cold host's side of Pull: Collecting → Attempted → {@link Arrival}. Its host is locked from the first moment,
 * under this auction, so that no bid can promise the same room. doc/sources.md, Algorithms 4 and 6, correction 1.
 */
public final class PullAuction {

    private static final int ATTEMPTS = 3;

    private PullAuction() {}

    public static Step open(String auction, Invitation invitation, Situation here) {
        return open(auction, invitation, Optional.empty(), here);
    }

    /** For one server alone, since an operator has approved that it comes. */
    public static Step open(String auction, Invitation invitation, Proposal proposal, Situation here) {
        Approval approval = new Approval(proposal, here.settings().advice().promised());
        return open(auction, invitation, Optional.of(approval), here);
    }

    private static Step open(String auction, Invitation invitation, Optional<Approval> approval, Situation here) {
        HostInfo self = here.self().approved(approval.isPresent());
        Message call = new Message.StealBroadcast(self);
        List<Effect> effects = new ArrayList<>();
        effects.addAll(invitation.call(auction, call, here));
        int invited = invitation.awaited().size();
        effects.add(new Effect.Say(new Note.Opened(
                auction,
                Note.Strategy.PULL,
                self.load().normalized(),
                self.current().pull(),
                invited,
                approval.map(Approval::why).orElseGet(() -> Advice.cold(self)) + ": asks " + invited
                        + " peers for servers")));
        return Step.to(
                new Collecting(
                        auction, new Replies<>(Message.StealBroadcastReply.class, invitation.awaited()), approval),
                effects);
    }

    private static AuctionSettings rules(Situation here) {
        return here.settings().auction();
    }

    private static TimerId attemptTimer(String auction) {
        return new TimerId(auction, "attempt");
    }

    private static Step end(String auction, Ending ending, String reason) {
        return Step.to(
                Settled.without(auction, ending),
                new Effect.CancelTimer(Invitation.replyTimer(auction)),
                new Effect.CancelTimer(attemptTimer(auction)),
                new Effect.Say(new Note.Ended(auction, OptionalInt.empty(), reason)));
    }

    /** Open for offers until all have answered, or the reply timeout. */
    record Collecting(String auction, Replies<Message.StealBroadcastReply> replies, Optional<Approval> approval)
            implements Negotiation {

        @Override
        public Step on(Event event, Situation here) {
            if (replies.take(event)) return replies.complete() ? decide(here) : Step.to(this);
            if (event instanceof Event.Rang rang && rang.timer().equals(Invitation.replyTimer(auction)))
                return decide(here);
            if (event instanceof Event.Stopping) return end(auction, Ending.FAILED, "the agent stops");
            return Ignored.by(this, event);
        }

        private Step decide(Situation here) {
            Choices choices = new PullChoices(auction, replies, approval, here).ranked();
            Tally tally = choices.tally(replies);
            Optional<Choice> best = choices.best();
            if (approval.isPresent()) {
                return approved(approval.get(), choices, here).learning(choices.systemLoad(), replies.silent(), tally);
            }
            Step next = best.isEmpty() ? nobody(choices) : found(choices, best.get(), here);
            return next.learning(choices.systemLoad(), replies.silent(), tally);
        }

        private Step nobody(Choices choices) {
            Ending ending = replies.inVain(Message.StealBroadcastReply::busy);
            return end(auction, ending, choices.whyNone("nobody has a server to give", ending));
        }

        private Step found(Choices choices, Choice best, Situation here) {
            if (here.settings().mode() != Mode.ENFORCE) {
                return Step.to(
                        Settled.without(auction, Ending.ADVISED),
                        new Effect.CancelTimer(Invitation.replyTimer(auction)),
                        here.settings().mode() == Mode.ADVISE
                                ? Advice.say(auction, Note.Strategy.PULL, best)
                                : Advice.propose(auction, Note.Strategy.PULL, best, Advice.cold(here.self())));
            }
            return attempt(new Asking(auction, choices, 1, false), best, here)
                    .after(List.of(new Effect.CancelTimer(Invitation.replyTimer(auction))));
        }

        /** From that source or from nowhere: nobody else is asked. */
        private Step approved(Approval approved, Choices choices, Situation here) {
            Approval.Verdict verdict = choices.of(approved.move())
                    .map(same -> approved.of(choices, same))
                    .orElseGet(() -> withoutOffer(approved));
            if (verdict.choice().isEmpty()) return end(auction, verdict.ending(), verdict.whyNot());
            return attempt(
                            new Asking(auction, choices, ATTEMPTS, true),
                            verdict.choice().get(),
                            here)
                    .after(List.of(new Effect.CancelTimer(Invitation.replyTimer(auction))));
        }

        private Approval.Verdict withoutOffer(Approval approved) {
            String victim = approved.move().source();
            Message.StealBroadcastReply reply = replies.received().get(victim);
            if (reply == null) return approved.without(victim + " does not answer", false);
            String reason = reply.reason().isEmpty() ? approved.move().server() + " may not go" : reply.reason();
            return approved.without(victim + " declines: " + reason, reply.busy());
        }

        @Override
        public Hold hold() {
            return new Hold(Hold.Phase.ASKING, true, null, 0, null);
        }
    }

    /**
     * How far the asking is.
     *
     * @param choices that are left
     * @param number of the attempt
     * @param approved whether an operator has approved the move
     */
    private record Asking(String auction, Choices choices, int number, boolean approved) {

        Asking without(Choice choice, boolean wholeHost) {
            Choices left = choices.without(choice, choice.source().host(), wholeHost);
            return new Asking(auction, left, number + 1, approved);
        }
    }

    /** Looks at itself again, then asks the server's host for it. */
    private static Step attempt(Asking asking, Choice choice, Situation here) {
        String auction = asking.auction();
        HostInfo self = here.self().approved(asking.approved());
        Optional<String> whyNot = here.unavailable(auction).map(Situation.Refusal::reason);
        if (whyNot.isEmpty() && !takes(self, choice.source(), here)) whyNot = Optional.of("no longer cold");
        if (whyNot.isEmpty()) whyNot = here.whyNotTake(choice.server());
        if (whyNot.isPresent()) return end(auction, Ending.FAILED, whyNot.get());
        Message attempt =
                new Message.StealAttempt(choice.server().id(), choice.source().host(), self, choice.forecast());
        return Step.to(
                new Attempted(asking, choice),
                here.send(
                        Address.host(choice.source().host()),
                        auction,
                        attempt,
                        rules(here).replyTimeout()),
                new Effect.SetTimer(attemptTimer(auction), rules(here).replyTimeout()),
                Advice.chosen(auction, Note.Strategy.PULL, choice, asking.choices()));
    }

    private static boolean takes(HostInfo self, HostInfo victim, Situation here) {
        Acceptance acceptance = new Acceptance(here.settings().strategy());
        boolean relieves = acceptance.coldByMemory(self) && acceptance.fullOfMemory(victim);
        return relieves || self.current().cold(self.load().normalized());
    }

    /** One server is asked for. No answer is not a refusal: the victim may be migrating it. */
    record Attempted(Asking asking, Choice choice) implements Negotiation {

        @Override
        public String auction() {
            return asking.auction();
        }

        @Override
        public Step on(Event event, Situation here) {
            if (event instanceof Event.Heard heard
                    && heard.envelope().message() instanceof Message.StealAttemptAcknowledgement answer
                    && heard.envelope().source().equals(victim())
                    && answer.server().equals(choice.server().id())) {
                return answer.ok() ? agreed(here) : next(answer.busy(), victim() + ": " + answer.reason(), here);
            }
            if (event instanceof Event.Undelivered lost && lost.envelope().to().equals(Address.host(victim()))) {
                return next(true, victim() + " is not there", here);
            }
            if (event instanceof Event.Rang rang && rang.timer().equals(attemptTimer(auction()))) {
                return Arrival.uncertain(auction(), choice.server(), victim(), here);
            }
            if (event instanceof Event.Stopping) return end(auction(), Ending.FAILED, "the agent stops");
            return Ignored.by(this, event);
        }

        private Step agreed(Situation here) {
            return Arrival.agreed(auction(), choice.server(), victim(), here)
                    .after(List.of(new Effect.CancelTimer(attemptTimer(auction()))));
        }

        private Step next(boolean wholeHost, String reason, Situation here) {
            Asking left = asking.without(choice, wholeHost);
            Effect refused =
                    new Effect.Say(new Note.Refused(auction(), choice.server().id(), victim(), reason));
            Optional<Choice> runnerUp =
                    asking.number() < ATTEMPTS ? left.choices().best() : Optional.empty();
            Step next = runnerUp.isPresent()
                    ? attempt(left, runnerUp.get(), here)
                    : end(auction(), wholeHost ? Ending.BUSY : Ending.FAILED, "no server is left to ask for");
            return next.after(List.of(new Effect.CancelTimer(attemptTimer(auction())), refused));
        }

        private String victim() {
            return choice.source().host();
        }

        @Override
        public Hold hold() {
            return new Hold(Hold.Phase.BIDDING, true, null, 0, null);
        }
    }
}
