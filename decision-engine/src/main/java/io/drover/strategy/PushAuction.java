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
import io.drover.auction.Situation.Grounds;
import io.drover.auction.Step;
import io.drover.auction.Tally;
import io.drover.model.HostInfo;
import io.drover.model.Mode;
import io.drover.model.ServerInfo;
import io.drover.model.Settings.AuctionSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A hot host's side of Push: Collecting, {@link PushAward}, {@link Departure}. doc/sources.md, Algorithms 2 and 6. */
public final class PushAuction {

    private static final int REASONS_AT_MOST = 3;

    private PushAuction() {}

    public static Step open(String auction, Invitation invitation, Situation here) {
        HostInfo self = here.self();
        List<ServerInfo> offered = here.offers(auction).servers();
        Message call = new Message.HotspotMessage(self, offered);
        List<Effect> effects = new ArrayList<>();
        effects.addAll(invitation.call(auction, call, here));
        int invited = invitation.awaited().size();
        effects.add(new Effect.Say(new Note.Opened(
                auction,
                Note.Strategy.PUSH,
                self.load().normalized(),
                self.current().push(),
                invited,
                Advice.heat(self) + ": offers " + offered.size() + " servers to " + invited + " peers")));
        return Step.to(
                new Collecting(auction, new Replies<>(Message.HotspotReply.class, invitation.awaited()), here.now()),
                effects);
    }

    static AuctionSettings rules(Situation here) {
        return here.settings().auction();
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
            if (replies.take(event)) return replies.complete() ? decide(here) : Step.to(this);
            if (event instanceof Event.Rang rang && rang.timer().equals(Invitation.replyTimer(auction)))
                return decide(here);
            if (event instanceof Event.Stopping) return end(Ending.FAILED, "the agent stops", here);
            return Ignored.by(this, event);
        }

        private Step decide(Situation here) {
            Optional<Situation.Refusal> refusal = here.unavailable(auction, here.grounds());
            if (refusal.isPresent()) return end(Ending.FAILED, refusal.get().reason(), here);
            Choices choices = ranked(here);
            Tally tally = choices.tally(replies);
            Optional<Choice> best = choices.best();
            Step next = best.isEmpty() ? nobody(choices, here) : found(choices, best.get(), here);
            return next.learning(choices.systemLoad(), replies.silent(), tally);
        }

        private Choices ranked(Situation here) {
            HostInfo self = here.self();
            Grounds grounds = here.grounds();
            Acceptance acceptance =
                    new Acceptance(here.settings().strategy().rules().acceptsByCrept());
            Choices.Collector collector = new Choices.Collector(auction, self);
            SortedMap<String, ServerInfo> givable = new TreeMap<>();
            SortedMap<String, Integer> indexes = new TreeMap<>();
            for (ServerInfo server : here.offers(auction).servers()) {
                if (grounds != Grounds.DRAINING
                        && acceptance.source(self, server).isPresent()) continue;
                givable.put(server.id(), server);
                indexes.put(server.id(), collector.server(server));
            }
            for (Message.HotspotReply reply : replies.received().values()) {
                HostInfo bidder = reply.self();
                int host = collector.host(bidder, reply.candidates().size(), reply.reason());
                if (host < 0) continue;
                for (String id : reply.candidates()) {
                    Optional<String> whyNot = whyNot(id, givable.get(id), bidder, grounds, here);
                    if (whyNot.isEmpty()) collector.pair(indexes.get(id), 0, host);
                    else collector.unfit(whyNot.get());
                }
            }
            return grounds == Grounds.DRAINING
                    ? collector.byRoom(here.settings())
                    : collector.byWorth(grounds, here.settings());
        }

        private static Optional<String> whyNot(
                String id, ServerInfo server, HostInfo bidder, Grounds grounds, Situation here) {
            if (server == null) return Optional.of("what it would take must stay");
            if (here.barred(id, bidder.host())) return Optional.of("Nova lately refused this host a server");
            return new Acceptance(here.settings().strategy().rules().acceptsByCrept())
                    .destination(
                            bidder, server, grounds, here.settings().drain().ceiling());
        }

        private Step nobody(Choices choices, Situation here) {
            Ending ending = replies.inVain(Message.HotspotReply::busy);
            String nobody = "nobody can take a server";
            if (here.grounds() == Grounds.DRAINING) nobody += declined();
            return end(ending, choices.whyNone(nobody, ending), here);
        }

        /** In the words of those that could have. */
        private String declined() {
            String reasons = replies.received().entrySet().stream()
                    .filter(reply -> !reply.getValue().reason().isEmpty())
                    .limit(REASONS_AT_MOST)
                    .map(reply -> reply.getKey() + ": " + reply.getValue().reason())
                    .collect(Collectors.joining("; "));
            return reasons.isEmpty() ? "" : " (" + reasons + ")";
        }

        private Step found(Choices choices, Choice best, Situation here) {
            if (here.settings().mode() == Mode.ADVISE) {
                return Step.to(
                        Settled.without(auction, Ending.ADVISED),
                        new Effect.CancelTimer(Invitation.replyTimer(auction)),
                        Advice.say(auction, Note.Strategy.PUSH, best));
            }
            return new PushAward.Award(auction, choices, bidders(), openedAt)
                    .to(best, here)
                    .after(List.of(new Effect.CancelTimer(Invitation.replyTimer(auction))));
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
            effects.add(new Effect.CancelTimer(Invitation.replyTimer(auction)));
            for (String bidder : bidders()) effects.add(release(bidder, auction, reason, here));
            OptionalInt answers = OptionalInt.of(replies.received().size());
            effects.add(new Effect.Say(new Note.Ended(auction, answers, reason)));
            return Step.to(Settled.without(auction, ending), effects);
        }

        @Override
        public Hold hold() {
            return new Hold(Hold.Phase.ASKING, false, null, 0, null);
        }
    }
}
