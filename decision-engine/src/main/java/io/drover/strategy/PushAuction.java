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
import io.drover.auction.Tally;
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

/** A hot host's side of Push: Algorithm 2 and 6. Collecting → {@link PushAward} → {@link Departure}. */
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
        effects.add(NoteText.say(
                auction,
                Note.Kind.OPENED,
                Advice.heat(self) + ": offers " + offered.size() + " servers to "
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

    static AuctionSettings rules(Situation here) {
        return here.settings().auction();
    }

    private static TimerId replyTimer(String auction) {
        return new TimerId(auction, "reply");
    }

    static Effect release(String host, String auction, String reason, Situation here) {
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
            Tally tally = choices.tally(replies);
            Optional<Choice> best = choices.best();
            Step next = best.isEmpty() ? nobody(choices, here) : found(choices, best.get(), here);
            return next.learning(choices.systemLoad(), replies.silent(), tally);
        }

        private Choices ranked(Situation here) {
            HostInfo self = here.self();
            Acceptance acceptance = new Acceptance(here.settings().strategy().thesisRules());
            Choices.Collector collector = new Choices.Collector(auction, self);
            SortedMap<String, ServerInfo> givable = new TreeMap<>();
            SortedMap<String, Integer> indexes = new TreeMap<>();
            for (ServerInfo server : here.offers(auction).servers()) {
                if (acceptance.source(self, server).isPresent()) continue;
                givable.put(server.id(), server);
                indexes.put(server.id(), collector.server(server));
            }
            for (Message.HotspotReply reply : replies.received().values()) {
                HostInfo bidder = reply.self();
                int host = collector.host(bidder, reply.candidates().size(), reply.reason());
                if (host < 0) continue;
                for (String id : reply.candidates()) {
                    Optional<String> whyNot = whyNot(id, givable.get(id), bidder, here);
                    if (whyNot.isEmpty()) collector.pair(indexes.get(id), 0, host);
                    else collector.unfit(whyNot.get());
                }
            }
            return collector.byWorth(here.urgent(), here.settings());
        }

        private static Optional<String> whyNot(String id, ServerInfo server, HostInfo bidder, Situation here) {
            if (server == null) return Optional.of("what it would take must stay");
            if (here.barred(id, bidder.host())) return Optional.of("Nova lately refused this host a server");
            return new Acceptance(here.settings().strategy().thesisRules()).destination(bidder, server);
        }

        private Step nobody(Choices choices, Situation here) {
            boolean busy = replies.busy(Message.HotspotReply::busy);
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
            return new PushAward.Award(auction, choices, bidders(), openedAt)
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
            effects.add(NoteText.say(
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
}
