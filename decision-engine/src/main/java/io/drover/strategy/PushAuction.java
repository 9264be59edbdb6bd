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
import io.drover.model.HostInfo;
import io.drover.model.Mode;
import io.drover.model.ServerInfo;
import io.drover.model.Settings.AuctionSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A hot host's side of Push: Algorithm 2 and 6. Collecting → Awarded → {@link Departure}. */
public final class PushAuction {

    public static final String STRATEGY = "push";

    private PushAuction() {}

    public static Step open(String auction, Invitation invitation, Situation here) {
        HostInfo self = here.self();
        List<ServerInfo> offered = here.offers(auction).servers();
        Message call = new Message.HotspotMessage(self, offered);
        List<Effect> effects = new ArrayList<>();
        for (Address address : invitation.addresses()) {
            effects.add(here.send(address, auction, call, rules(here).replyTimeout()));
        }
        effects.add(new Effect.SetTimer(replyTimer(auction), rules(here).replyTimeout()));
        effects.add(Words.say(
                auction,
                Note.Kind.OPENED,
                "hot at " + Acceptance.text(self.load().normalized()) + ": offers " + offered.size() + " servers to "
                        + invitation.awaited().size() + " peers",
                "strategy",
                STRATEGY,
                "load",
                self.load().normalized(),
                "threshold",
                self.current().push(),
                "invited",
                invitation.awaited().size()));
        return Step.to(new Collecting(auction, new Replies<>(invitation.awaited()), here.now()), effects);
    }

    private static AuctionSettings rules(Situation here) {
        return here.settings().auction();
    }

    private static TimerId replyTimer(String auction) {
        return new TimerId(auction, "reply");
    }

    private static TimerId ackTimer(String auction) {
        return new TimerId(auction, "acknowledgement");
    }

    private static Effect release(String host, String auction, String reason, Situation here) {
        return here.send(
                Address.host(host),
                auction,
                new Message.ResourceRelease(reason),
                rules(here).lockTimeout());
    }

    /** Open for bids until all have answered, or the reply timeout. */
    record Collecting(String auction, Replies<Message.HotspotReply> replies, Instant openedAt) implements Negotiation {

        @Override
        public Step on(Event event, Situation here) {
            if (event instanceof Event.Heard heard
                    && heard.envelope().message() instanceof Message.HotspotReply reply
                    && replies.add(heard.envelope().source(), reply)) {
                return replies.complete() ? decide(here) : Step.to(this);
            }
            if (event instanceof Event.Undelivered lost && lost.envelope().to() instanceof Address.Host peer) {
                replies.absent(peer.name());
                return replies.complete() ? decide(here) : Step.to(this);
            }
            if (event instanceof Event.Rang rang && rang.timer().equals(replyTimer(auction))) return decide(here);
            if (event instanceof Event.Stopping) return end(Ending.FAILED, "the agent stops", here);
            return Ignored.by(this, event);
        }

        private Step decide(Situation here) {
            Optional<Situation.Refusal> refusal = here.unavailable(auction);
            if (refusal.isPresent()) return end(Ending.FAILED, refusal.get().reason(), here);
            Choices choices = ranked(here);
            Optional<Choice> best = choices.best();
            Step next = best.isEmpty() ? nobody(choices, here) : found(choices, best.get(), here);
            return next.learning(choices.systemLoad(), replies.silent());
        }

        private Choices ranked(Situation here) {
            HostInfo self = here.self();
            Acceptance acceptance = new Acceptance(here.settings().strategy().thesisRules());
            Choices.Collector collector = new Choices.Collector(auction, self);
            SortedMap<String, ServerInfo> givable = new TreeMap<>();
            SortedMap<String, Integer> indexes = new TreeMap<>();
            for (ServerInfo server : here.offers(auction).servers()) {
                if (acceptance.source(self, server.load()).isPresent()) continue;
                givable.put(server.id(), server);
                indexes.put(server.id(), collector.server(server));
            }
            for (Message.HotspotReply reply : replies.received().values()) {
                HostInfo bidder = reply.self();
                if (!bidder.load().measured()) continue;
                int host = collector.host(bidder);
                for (String id : reply.candidates()) {
                    ServerInfo server = givable.get(id);
                    if (server == null || here.barred(id, bidder.host())) continue;
                    if (acceptance.destination(bidder, server.load()).isPresent()) continue;
                    collector.pair(indexes.get(id), 0, host);
                }
            }
            return collector.ranked(here.settings());
        }

        private Step nobody(Choices choices, Situation here) {
            boolean busy = replies.received().values().stream().anyMatch(Message.HotspotReply::busy);
            String reason = choices.feasible() == 0 ? "nobody can take a server" : "no move would balance the fleet";
            if (busy) return end(Ending.BUSY, reason + ", some are busy", here);
            return end(replies.complete() ? Ending.NOBODY : Ending.FAILED, reason, here);
        }

        private Step found(Choices choices, Choice best, Situation here) {
            if (here.settings().mode() == Mode.ADVISE) {
                return Step.to(
                        Settled.without(auction, Ending.ADVISED),
                        new Effect.CancelTimer(replyTimer(auction)),
                        Advice.say(auction, STRATEGY, best));
            }
            return new Award(auction, choices, bidders(), openedAt)
                    .to(best, here)
                    .after(List.of(new Effect.CancelTimer(replyTimer(auction))));
        }

        private SortedSet<String> bidders() {
            SortedSet<String> bidders = new TreeSet<>();
            replies.received().forEach((host, reply) -> {
                if (!reply.candidates().isEmpty()) bidders.add(host);
            });
            return bidders;
        }

        private Step end(Ending ending, String reason, Situation here) {
            List<Effect> effects = new ArrayList<>();
            effects.add(new Effect.CancelTimer(replyTimer(auction)));
            for (String bidder : bidders()) effects.add(release(bidder, auction, reason, here));
            effects.add(Words.say(
                    auction,
                    Note.Kind.ENDED,
                    reason,
                    "answers",
                    replies.received().size()));
            return Step.to(Settled.without(auction, ending), effects);
        }

        @Override
        public Hold hold() {
            return new Hold(Hold.Phase.ASKING, false, null, 0, null);
        }
    }

    /**
     * What stays the same while one bidder after the other is asked.
     *
     * @param waiting the bidders whose lock is still this auction's
     */
    record Award(String auction, Choices choices, SortedSet<String> waiting, Instant openedAt) {

        Step to(Choice choice, Situation here) {
            String winner = choice.destination().host();
            Message award = new Message.WinningBidAnnouncement(choice.server().id(), winner);
            List<Effect> effects = new ArrayList<>();
            SortedSet<String> told =
                    new TreeSet<>(here.settings().strategy().thesisRules() ? waiting : List.of(winner));
            for (String host : told) {
                effects.add(here.send(
                        Address.host(host), auction, award, rules(here).replyTimeout()));
            }
            effects.add(new Effect.SetTimer(ackTimer(auction), rules(here).replyTimeout()));
            effects.add(Advice.chosen(auction, STRATEGY, choice, choices));
            SortedSet<String> stillWaiting = new TreeSet<>(waiting);
            stillWaiting.removeAll(told);
            return Step.to(new Awarded(new Award(auction, choices, stillWaiting, openedAt), choice), effects);
        }

        Step end(Ending ending, String reason, Situation here) {
            List<Effect> effects = new ArrayList<>();
            for (String host : waiting) effects.add(release(host, auction, reason, here));
            effects.add(Words.say(auction, Note.Kind.ENDED, reason));
            return Step.to(Settled.without(auction, ending), effects);
        }

        /** A runner-up's own lease must outlast the asking. SPEC 2, correction 9. */
        boolean inTime(Situation here) {
            AuctionSettings rules = rules(here);
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
                        .after(List.of(release(winner(), auction(), "no answer to the award in time", here)));
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
                return Step.to(this, release(peer, auction(), "the bid came too late", here));
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
            Optional<Situation.Refusal> refusal = here.unavailable(auction());
            if (refusal.isPresent()) return withdraw(refusal.get().reason(), here);
            if (offers.server(id).isEmpty()) return withdraw(id + ": " + offers.whyNot(id), here);
            List<Effect> effects = new ArrayList<>();
            effects.add(new Effect.CancelTimer(ackTimer(auction())));
            Message told = new Message.WinningBidAnnouncement(id, winner());
            for (String host : award.waiting()) {
                effects.add(here.send(
                        Address.host(host), auction(), told, rules(here).lockTimeout()));
            }
            return Departure.begin(auction(), STRATEGY, choice.server(), winner(), choice.forecast(), here)
                    .after(effects);
        }

        /** The winner may have said yes: it is told, and so are the rest. */
        private Step withdraw(String reason, Situation here) {
            return award.end(Ending.FAILED, reason, here)
                    .after(List.of(
                            new Effect.CancelTimer(ackTimer(auction())), release(winner(), auction(), reason, here)));
        }

        private Step next(boolean wholeHost, String reason, Situation here) {
            if (wholeHost) award.choices().dropPeer(winner());
            else award.choices().drop(choice);
            List<Effect> refused = List.of(
                    new Effect.CancelTimer(ackTimer(auction())),
                    Words.say(
                            auction(),
                            Note.Kind.REFUSED,
                            reason,
                            "server",
                            choice.server().id(),
                            "by",
                            winner()));
            Optional<Choice> runnerUp = here.settings().strategy().thesisRules() || !award.inTime(here)
                    ? Optional.empty()
                    : award.choices().best().filter(c -> asked(c));
            Step next = runnerUp.isPresent()
                    ? award.to(runnerUp.get(), here)
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
