package io.drover.strategy;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.Hold;
import io.drover.auction.Message;
import io.drover.auction.Negotiation;
import io.drover.auction.Note;
import io.drover.auction.Settled;
import io.drover.auction.Settled.Ending;
import io.drover.auction.Situation;
import io.drover.auction.Step;
import io.drover.auction.TimerId;
import io.drover.model.AuctionSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/** A hot host that has chosen asks one bidder after the other. doc/sources.md, Algorithms 2 and 6, correction 9. */
final class PushAward {

    private PushAward() {}

    private static TimerId ackTimer(String auction) {
        return new TimerId(auction, "acknowledgement");
    }

    /**
     * What stays the same while one bidder after the other is asked.
     *
     * @param waiting the bidders whose bid still stands
     */
    record Award(String auction, Choices choices, SortedSet<String> waiting, Instant openedAt) {

        Step to(Choice choice, Situation here) {
            String winner = choice.destination().host();
            Message award = new Message.WinningBidAnnouncement(choice.server().id(), winner);
            List<Effect> effects = new ArrayList<>();
            SortedSet<String> told =
                    new TreeSet<>(here.settings().strategy().rules().awardsToAll() ? waiting : List.of(winner));
            for (String host : told) {
                effects.add(here.send(
                        Address.host(host),
                        auction,
                        award,
                        PushAuction.rules(here).replyTimeout()));
            }
            effects.add(new Effect.SetTimer(
                    ackTimer(auction), PushAuction.rules(here).replyTimeout()));
            effects.add(Advice.chosen(auction, Note.Strategy.PUSH, choice, choices));
            SortedSet<String> stillWaiting = new TreeSet<>(waiting);
            stillWaiting.removeAll(told);
            return Step.to(new Awarded(new Award(auction, choices, stillWaiting, openedAt), choice), effects);
        }

        Award without(Choice refused, boolean wholeHost) {
            Choices left = choices.without(refused, refused.destination().host(), wholeHost);
            return new Award(auction, left, waiting, openedAt);
        }

        Step end(Ending ending, String reason, Situation here) {
            List<Effect> effects = new ArrayList<>();
            for (String host : waiting) effects.add(PushAuction.release(host, auction, reason, here));
            effects.add(new Effect.Say(new Note.Ended(auction, OptionalInt.empty(), reason)));
            return Step.to(Settled.without(auction, ending), effects);
        }

        /** A runner-up's own lease must outlast the asking. doc/sources.md, correction 9. */
        boolean inTime(Situation here) {
            AuctionSettings rules = PushAuction.rules(here);
            return !here.now()
                    .isAfter(openedAt.plus(rules.lockTimeout())
                            .minus(rules.replyTimeout().multipliedBy(2)));
        }
    }

    /** The best bidder is asked; its server is locked meanwhile. */
    record Awarded(Award award, Choice choice) implements Negotiation {

        @Override
        public String auction() {
            return award.auction();
        }

        @Override
        public Step on(Event event, Situation here) {
            if (event instanceof Event.Heard heard) return heard(heard, here);
            if (event instanceof Event.Undelivered lost && lost.envelope().to().equals(Address.host(winner()))) {
                return next(true, winner() + " is not there", here);
            }
            if (event instanceof Event.Rang rang && rang.timer().equals(ackTimer(auction()))) {
                return next(true, winner() + " did not answer", here)
                        .after(List.of(
                                PushAuction.release(winner(), auction(), "no answer to the award in time", here)));
            }
            if (event instanceof Event.Stopping) return withdraw("the agent stops", here);
            return Ignored.by(this, event);
        }

        private Step heard(Event.Heard heard, Situation here) {
            Message message = heard.envelope().message();
            String peer = heard.envelope().source();
            if (message instanceof Message.HotspotReply late
                    && !late.candidates().isEmpty()
                    && !award.waiting().contains(peer)
                    && !peer.equals(winner())) {
                return Step.to(this, PushAuction.release(peer, auction(), "the bid came too late", here));
            }
            if (!(message instanceof Message.WinningBidAcknowledgement answer)
                    || !peer.equals(winner())
                    || !answer.server().equals(choice.server().id())) {
                return Ignored.by(this, heard);
            }
            return answer.ok() ? confirmed(here) : next(answer.busy(), winner() + ": " + answer.reason(), here);
        }

        private Step confirmed(Situation here) {
            Situation.Offers offers = here.offers(auction());
            String id = choice.server().id();
            Optional<Situation.Refusal> refusal = here.unavailable(auction(), here.grounds());
            if (refusal.isPresent()) return withdraw(refusal.get().reason(), here);
            if (offers.server(id).isEmpty()) return withdraw(id + ": " + offers.whyNot(id), here);
            List<Effect> effects = new ArrayList<>();
            effects.add(new Effect.CancelTimer(ackTimer(auction())));
            Message told = new Message.WinningBidAnnouncement(id, winner());
            for (String host : award.waiting()) {
                effects.add(here.send(
                        Address.host(host),
                        auction(),
                        told,
                        PushAuction.rules(here).lockTimeout()));
            }
            return Departure.begin(auction(), Note.Strategy.PUSH, choice.server(), winner(), choice.forecast(), here)
                    .after(effects);
        }

        /** The winner may have said yes: it is told, and so are the rest. */
        private Step withdraw(String reason, Situation here) {
            return award.end(Ending.FAILED, reason, here)
                    .after(List.of(
                            new Effect.CancelTimer(ackTimer(auction())),
                            PushAuction.release(winner(), auction(), reason, here)));
        }

        private Step next(boolean wholeHost, String reason, Situation here) {
            Award left = award.without(choice, wholeHost);
            List<Effect> refused = List.of(
                    new Effect.CancelTimer(ackTimer(auction())),
                    new Effect.Say(new Note.Refused(auction(), choice.server().id(), winner(), reason)));
            Optional<Choice> runnerUp = here.settings().strategy().rules().awardsToAll() || !award.inTime(here)
                    ? Optional.empty()
                    : left.choices().best().filter(c -> asked(c));
            Step next = runnerUp.isPresent()
                    ? left.to(runnerUp.get(), here)
                    : award.end(wholeHost ? Ending.BUSY : Ending.FAILED, "no bid is left", here);
            return next.after(refused);
        }

        /** A refusing winner has let its lock go; only those still waiting may be awarded. */
        private boolean asked(Choice runnerUp) {
            return award.waiting().contains(runnerUp.destination().host());
        }

        private String winner() {
            return choice.destination().host();
        }

        @Override
        public Hold hold() {
            return new Hold(Hold.Phase.BIDDING, false, choice.server(), 0, null);
        }
    }
}
