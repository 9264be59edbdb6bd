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
import io.drover.auction.Situation.Grounds;
import io.drover.auction.Step;
import io.drover.model.AuctionSettings;
import io.drover.model.HostInfo;
import io.drover.model.Mode;
import io.drover.model.ServerInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A hot host's side of Push: Collecting, {@link PushAward}, {@link Departure}. doc/sources.md, Algorithms 2 and 6. */
public final class PushAuction {

    private static final int REASONS_AT_MOST = 3;

    private PushAuction() {}

    public static Step open(String auction, Invitation invitation, Situation here) {
        return open(auction, invitation, Optional.empty(), here);
    }

    /** Of one server alone, since an operator has approved that it moves. */
    public static Step open(String auction, Invitation invitation, Proposal proposal, Situation here) {
        Approval approval = new Approval(proposal, here.settings().advice().promised());
        return open(auction, invitation, Optional.of(approval), here);
    }

    private static Step open(String auction, Invitation invitation, Optional<Approval> approval, Situation here) {
        HostInfo self = here.self().approved(approval.isPresent());
        List<ServerInfo> offered = here.offers(auction).servers().stream()
                .filter(server -> approval.isEmpty() || approval.get().concerns(server.id()))
                .toList();
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
                approval.map(Approval::why).orElseGet(() -> Advice.heat(self, here.grounds())) + ": offers "
                        + offered.size() + " servers to " + invited + " peers")));
        return Step.to(
                new Collecting(
                        auction, new Replies<>(Message.HotspotReply.class, invitation.awaited()), here.now(), approval),
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
    record Collecting(
            String auction, Replies<Message.HotspotReply> replies, Instant openedAt, Optional<Approval> approval)
            implements Negotiation {

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
            if (approval.isPresent()) {
                Choices choices = ranked(approval.get()::concerns, here);
                return learning(choices, approved(approval.get(), choices, here));
            }
            Choices choices = null;
            for (Mode level : levels(here)) {
                choices = ranked(server -> here.mode(server).compareTo(level) >= 0, here);
                Optional<Choice> best = choices.best();
                if (best.isPresent()) return learning(choices, found(level, choices, best.get(), here));
            }
            boolean busy = replies.inVain(Message.HotspotReply::busy) == Ending.BUSY;
            boolean offered = replies.received().values().stream()
                    .anyMatch(reply -> !reply.exchanges().isEmpty());
            if (busy || !offered || !Exchanges.considered(here)) return learning(choices, nobody(choices, "", here));
            Choices exchanges = Exchanges.choices(auction, replies.received().values(), here);
            Optional<Choice> exchange = exchanges.best();
            if (exchange.isEmpty()) {
                String neither = ", and " + exchanges.whyNone("no exchange is allowed", Ending.NOBODY);
                return learning(choices, nobody(choices, neither, here));
            }
            SortedSet<String> all = bidders(reply -> true);
            return learning(exchanges, award(exchanges, exchange.get(), all, List.of(), here));
        }

        private Step learning(Choices choices, Step next) {
            return next.learning(choices.systemLoad(), replies.silent(), choices.tally(replies));
        }

        /** What may move without a word comes first; what can only be proposed or said is looked at when that fails. */
        private SortedSet<Mode> levels(Situation here) {
            SortedSet<Mode> levels = new TreeSet<>(Comparator.reverseOrder());
            levels.add(here.settings().mode());
            for (ServerInfo server : here.offers(auction).servers()) levels.add(here.mode(server.id()));
            return levels;
        }

        private Choices ranked(Predicate<String> which, Situation here) {
            HostInfo self = here.self();
            Grounds grounds = here.grounds();
            Acceptance acceptance = new Acceptance(here.settings().strategy());
            Choices.Collector collector = new Choices.Collector(auction, here);
            SortedMap<String, ServerInfo> givable = new TreeMap<>();
            SortedMap<String, Integer> indexes = new TreeMap<>();
            for (ServerInfo server : here.offers(auction).servers()) {
                if (!which.test(server.id())) continue;
                if (grounds.byLoad() && acceptance.source(self, server).isPresent()) continue;
                givable.put(server.id(), server);
                indexes.put(server.id(), collector.server(server));
            }
            for (Message.HotspotReply reply : replies.received().values()) {
                HostInfo bidder = reply.self();
                int host = collector.host(bidder, reply.candidates().size(), reply.reason());
                if (host < 0 || passedOver(bidder, collector, here)) continue;
                for (String id : reply.candidates()) {
                    Optional<String> whyNot = whyNot(id, givable.get(id), bidder, grounds, here);
                    if (whyNot.isEmpty()) collector.pair(indexes.get(id), 0, host);
                    else collector.unfit(whyNot.get());
                }
            }
            if (grounds == Grounds.UNEVEN) return collector.byEvenness();
            return grounds == Grounds.DRAINING ? collector.byRoom() : collector.byWorth(grounds);
        }

        /** What an operator has approved is tried all the same. */
        private boolean passedOver(HostInfo bidder, Choices.Collector collector, Situation here) {
            Optional<String> why = approval.isPresent() ? Optional.empty() : here.passedOver(bidder.host());
            why.ifPresent(collector::unfit);
            return why.isPresent();
        }

        private static Optional<String> whyNot(
                String id, ServerInfo server, HostInfo bidder, Grounds grounds, Situation here) {
            if (server == null) return Optional.of("what it would take must stay");
            if (here.barred(id, bidder.host())) return Optional.of("Nova lately refused this host a server");
            return new Acceptance(here.settings().strategy())
                    .destination(
                            bidder, server, grounds, here.settings().drain().ceiling());
        }

        /**
         * @param neither why no exchange helps either
         */
        private Step nobody(Choices choices, String neither, Situation here) {
            Ending ending = replies.inVain(Message.HotspotReply::busy);
            String nobody = "nobody can take a server";
            if (here.grounds() == Grounds.DRAINING) nobody += declined();
            return end(ending, choices.whyNone(nobody, ending) + neither, here);
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

        private Step found(Mode level, Choices choices, Choice best, Situation here) {
            if (level == Mode.ENFORCE) return award(choices, best, bidders(), List.of(), here);
            List<Effect> effects = new ArrayList<>();
            effects.add(new Effect.CancelTimer(Invitation.replyTimer(auction)));
            if (here.settings().mode() == Mode.ENFORCE) {
                for (String bidder : bidders())
                    effects.add(release(bidder, auction, "this server is only advice", here));
            }
            effects.add(
                    level == Mode.ADVISE
                            ? Advice.say(auction, Note.Strategy.PUSH, best)
                            : Advice.propose(
                                    auction, Note.Strategy.PUSH, best, Advice.heat(here.self(), here.grounds())));
            return Step.to(Settled.without(auction, Ending.ADVISED), effects);
        }

        private Step award(
                Choices choices, Choice best, SortedSet<String> waiting, List<Effect> before, Situation here) {
            List<Effect> effects = new ArrayList<>(before);
            effects.add(new Effect.CancelTimer(Invitation.replyTimer(auction)));
            return new PushAward.Award(auction, choices, waiting, openedAt)
                    .to(best, here)
                    .after(effects);
        }

        /** To that destination or nowhere: the others are free at once. */
        private Step approved(Approval approved, Choices choices, Situation here) {
            String winner = approved.move().destination();
            Approval.Verdict verdict = choices.of(approved.move())
                    .map(same -> approved.of(choices, same))
                    .orElseGet(() -> withoutBid(approved, winner, here));
            if (verdict.choice().isEmpty()) return end(verdict.ending(), verdict.whyNot(), here);
            List<Effect> effects = new ArrayList<>();
            for (String bidder : bidders()) {
                if (!bidder.equals(winner)) effects.add(release(bidder, auction, winner + " is approved", here));
            }
            return award(choices, verdict.choice().get(), new TreeSet<>(List.of(winner)), effects, here);
        }

        private Approval.Verdict withoutBid(Approval approved, String winner, Situation here) {
            String server = approved.move().server();
            Situation.Offers offers = here.offers(auction);
            if (offers.server(server).isEmpty()) return approved.without(server + ": " + offers.whyNot(server), false);
            Message.HotspotReply reply = replies.received().get(winner);
            if (reply == null) return approved.without(winner + " does not answer", false);
            String reason = reply.reason().isEmpty() ? "what it would take must stay" : reply.reason();
            return approved.without(winner + " declines: " + reason, reply.busy());
        }

        /** Those whose bid has locked them. */
        private SortedSet<String> bidders() {
            return bidders(reply -> !reply.candidates().isEmpty());
        }

        private SortedSet<String> bidders(Predicate<Message.HotspotReply> which) {
            SortedSet<String> bidders = new TreeSet<>();
            replies.received().forEach((host, reply) -> {
                boolean bids =
                        !reply.candidates().isEmpty() || !reply.exchanges().isEmpty();
                if (bids && which.test(reply)) bidders.add(host);
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
