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
import io.drover.model.Settings.AuctionSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A hot host that has chosen asks the winners, each for its own server. Whoever refuses is replaced by the best that is
 * left beside those who have not. doc/sources.md, Algorithms 2 and 6, correction 9.
 */
final class PushAward {

    private PushAward() {}

    /** Of several awards of one auction each has its own. */
    private static TimerId ackTimer(String auction, Choice choice, Situation here) {
        boolean several = here.settings().strategy().rules().awardsSets();
        String word = "acknowledgement";
        return new TimerId(auction, several ? word + " " + choice.server().id() : word);
    }

    private static String winner(Choice choice) {
        return choice.destination().host();
    }

    /** Begins with the best of these. */
    static Step to(String auction, Choices choices, SortedSet<String> bidders, Instant openedAt, Situation here) {
        List<Choice> best = choices.awards(List.of(), Math.max(1, here.outboundRoom()));
        Award award = new Award(auction, choices, bidders, openedAt);
        return new Awarded(award, List.of(), List.of()).asking(best, here);
    }

    /**
     * What the awards of one auction have in common.
     *
     * @param choices that are left
     * @param waiting the bidders whose lock is still this auction's, and who were not asked
     */
    record Award(String auction, Choices choices, SortedSet<String> waiting, Instant openedAt) {

        /** Tells those who are to hear of it. */
        Award announce(Choice choice, Situation here, List<Effect> effects) {
            Message award = new Message.WinningBidAnnouncement(choice.server().id(), winner(choice));
            SortedSet<String> told =
                    new TreeSet<>(here.settings().strategy().rules().awardsToAll() ? waiting : List.of(winner(choice)));
            for (String host : told) {
                effects.add(here.send(
                        Address.host(host),
                        auction,
                        award,
                        PushAuction.rules(here).replyTimeout()));
            }
            effects.add(new Effect.SetTimer(
                    ackTimer(auction, choice, here), PushAuction.rules(here).replyTimeout()));
            effects.add(Advice.chosen(auction, Note.Strategy.PUSH, choice, choices));
            SortedSet<String> stillWaiting = new TreeSet<>(waiting);
            stillWaiting.removeAll(told);
            return new Award(auction, choices, stillWaiting, openedAt);
        }

        /** A refusing winner has let its lock go: nothing else of it will do either. */
        Award without(Choice refused) {
            return new Award(auction, choices.without(refused, winner(refused), true), waiting, openedAt);
        }

        List<Effect> release(String reason, Situation here) {
            List<Effect> effects = new ArrayList<>();
            for (String host : waiting) effects.add(PushAuction.release(host, auction, reason, here));
            return effects;
        }

        /** A runner-up's own lease must outlast the asking. doc/sources.md, correction 9. */
        boolean inTime(Situation here) {
            AuctionSettings rules = PushAuction.rules(here);
            return !here.now()
                    .isAfter(openedAt.plus(rules.lockTimeout())
                            .minus(rules.replyTimeout().multipliedBy(2)));
        }
    }

    /**
     * The best bidders are asked; their servers are locked meanwhile. Who has confirmed is on its own: a
     * {@link Departure}.
     *
     * @param asked who has not answered yet
     * @param agreed who has confirmed
     */
    record Awarded(Award award, List<Choice> asked, List<Choice> agreed) implements Negotiation {

        @Override
        public String auction() {
            return award.auction();
        }

        @Override
        public Step on(Event event, Situation here) {
            if (event instanceof Event.Heard heard) return heard(heard, here);
            if (event instanceof Event.Stopping) return withdraw("the agent stops", here);
            for (Choice choice : asked) {
                String winner = winner(choice);
                if (event instanceof Event.Undelivered lost
                        && lost.envelope().to().equals(Address.host(winner))) {
                    return refused(choice, true, winner + " is not there", here);
                }
                if (event instanceof Event.Rang rang && rang.timer().equals(ackTimer(auction(), choice, here))) {
                    return refused(choice, true, winner + " did not answer", here)
                            .after(List.of(
                                    PushAuction.release(winner, auction(), "no answer to the award in time", here)));
                }
            }
            return Ignored.by(this, event);
        }

        private Step heard(Event.Heard heard, Situation here) {
            Message message = heard.envelope().message();
            String peer = heard.envelope().source();
            if (message instanceof Message.HotspotReply late
                    && !late.candidates().isEmpty()
                    && !award.waiting().contains(peer)
                    && !among(asked, peer)
                    && !among(agreed, peer)) {
                return Step.to(this, PushAuction.release(peer, auction(), "the bid came too late", here));
            }
            if (!(message instanceof Message.WinningBidAcknowledgement answer)) return Ignored.by(this, heard);
            Optional<Choice> choice = asked.stream()
                    .filter(c -> winner(c).equals(peer) && c.server().id().equals(answer.server()))
                    .findFirst();
            if (choice.isEmpty()) return Ignored.by(this, heard);
            return answer.ok()
                    ? confirmed(choice.get(), here)
                    : refused(choice.get(), answer.busy(), peer + ": " + answer.reason(), here);
        }

        private static boolean among(List<Choice> choices, String peer) {
            return choices.stream().anyMatch(choice -> winner(choice).equals(peer));
        }

        private Step confirmed(Choice choice, Situation here) {
            Situation.Offers offers = here.offers(auction());
            String id = choice.server().id();
            Optional<Situation.Refusal> refusal = here.unavailable(auction());
            if (refusal.isPresent()) return withdraw(refusal.get().reason(), here);
            if (here.outboundRoom() < 1) return withdraw("as many servers are on their way as may be", here);
            if (offers.server(id).isEmpty()) return dropped(choice, id + ": " + offers.whyNot(id), here);
            Effect answered = new Effect.CancelTimer(ackTimer(auction(), choice, here));
            Awarded left = new Awarded(award, without(choice), with(agreed, choice));
            Step departure = Departure.begin(
                    auction(), Note.Strategy.PUSH, choice.server(), winner(choice), choice.forecast(), here);
            if (!left.asked.isEmpty()) return Step.to(left, answered).beside(departure);
            List<Effect> effects = new ArrayList<>();
            effects.add(answered);
            effects.addAll(left.told(choice, here));
            return departure.after(effects);
        }

        /** Those who were not asked hear who won. */
        private List<Effect> told(Choice choice, Situation here) {
            Message told = new Message.WinningBidAnnouncement(choice.server().id(), winner(choice));
            List<Effect> effects = new ArrayList<>();
            for (String host : award.waiting()) {
                effects.add(here.send(
                        Address.host(host),
                        auction(),
                        told,
                        PushAuction.rules(here).lockTimeout()));
            }
            return effects;
        }

        /** Winners may have said yes: they are told, and so are the rest. */
        private Step withdraw(String reason, Situation here) {
            List<Effect> effects = new ArrayList<>();
            for (Choice choice : asked) {
                effects.add(new Effect.CancelTimer(ackTimer(auction(), choice, here)));
                effects.add(PushAuction.release(winner(choice), auction(), reason, here));
            }
            return over(Ending.FAILED, reason, here).after(effects);
        }

        /** Its server has to stay; what is agreed about others holds. */
        private Step dropped(Choice choice, String reason, Situation here) {
            if (asked.size() + agreed.size() == 1) return withdraw(reason, here);
            List<Effect> effects = List.of(
                    new Effect.CancelTimer(ackTimer(auction(), choice, here)),
                    PushAuction.release(winner(choice), auction(), reason, here));
            return new Awarded(award.without(choice), without(choice), agreed)
                    .orOver(Ending.FAILED, reason, here)
                    .after(effects);
        }

        private Step refused(Choice choice, boolean busy, String reason, Situation here) {
            List<Effect> effects = List.of(
                    new Effect.CancelTimer(ackTimer(auction(), choice, here)),
                    new Effect.Say(new Note.Refused(auction(), choice.server().id(), winner(choice), reason)));
            Awarded left = new Awarded(award.without(choice), without(choice), agreed);
            List<Choice> runnersUp = left.runnersUp(here);
            Step next = runnersUp.isEmpty()
                    ? left.orOver(busy ? Ending.BUSY : Ending.FAILED, "no bid is left", here)
                    : left.asking(runnersUp, here);
            return next.after(effects);
        }

        private List<Choice> runnersUp(Situation here) {
            if (here.settings().strategy().rules().awardsToAll() || !award.inTime(here)) return List.of();
            List<Choice> given = new ArrayList<>(agreed);
            given.addAll(asked);
            return award.choices().awards(given, here.outboundRoom() - asked.size()).stream()
                    .filter(choice -> award.waiting().contains(winner(choice)))
                    .toList();
        }

        private Step asking(List<Choice> more, Situation here) {
            List<Effect> effects = new ArrayList<>();
            List<Choice> all = new ArrayList<>(asked);
            Award announced = award;
            for (Choice choice : more) {
                announced = announced.announce(choice, here, effects);
                all.add(choice);
            }
            return Step.to(new Awarded(announced, all, agreed), effects);
        }

        private Step orOver(Ending ending, String reason, Situation here) {
            return asked.isEmpty() ? over(ending, reason, here) : Step.to(this);
        }

        /** Nobody is asked any more. What was agreed goes on, and says itself how it ends. */
        private Step over(Ending ending, String reason, Situation here) {
            if (!agreed.isEmpty()) {
                return Step.to(Settled.without(auction(), Ending.RELEASED), told(agreed.get(agreed.size() - 1), here));
            }
            List<Effect> effects = award.release(reason, here);
            effects.add(new Effect.Say(new Note.Ended(auction(), OptionalInt.empty(), reason)));
            return Step.to(Settled.without(auction(), ending), effects);
        }

        private List<Choice> without(Choice choice) {
            return asked.stream().filter(c -> !c.equals(choice)).toList();
        }

        private static List<Choice> with(List<Choice> choices, Choice one) {
            List<Choice> more = new ArrayList<>(choices);
            more.add(one);
            return more;
        }

        @Override
        public Hold hold() {
            return new Hold(Hold.Phase.BIDDING, false, asked.get(0).server(), 0, null);
        }

        @Override
        public boolean locks(String server) {
            return asked.stream().anyMatch(choice -> choice.server().id().equals(server));
        }
    }
}
