package io.drover.strategy;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Hold;
import io.drover.auction.Message;
import io.drover.auction.Negotiation;
import io.drover.auction.Note;
import io.drover.auction.Settled;
import io.drover.auction.Situation;
import io.drover.auction.Situation.Grounds;
import io.drover.auction.Step;
import io.drover.auction.TimerId;
import io.drover.model.Exchange;
import io.drover.model.ServerInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A candidate's side of Push: doc/sources.md, Algorithms 3 and 7. Offered → {@link Arrival}. */
public final class PushBid {

    private PushBid() {}

    /** Answers a hot host at once: with the servers that could come, or with none and the reason. */
    public static Step consider(Envelope call, Message.HotspotMessage hotspot, Situation here) {
        String auction = call.auction();
        Grounds grounds = Grounds.of(hotspot.self());
        Optional<Situation.Refusal> refusal = here.unavailable(auction, grounds)
                .or(() -> ModeCompatibility.refusal(hotspot.self(), here))
                .or(() -> here.denied(call.source()).map(why -> new Situation.Refusal(true, why)))
                .or(() -> here.nothingComes(hotspot.self()).map(why -> new Situation.Refusal(false, why)));
        if (refusal.isPresent()) {
            return decline(call, refusal.get().busy(), refusal.get().reason(), here);
        }
        List<ServerInfo> candidates = new ArrayList<>();
        String whyNot = "nothing is offered";
        for (ServerInfo server : hotspot.servers()) {
            Optional<String> reason = here.whyNotTake(server, grounds);
            if (reason.isEmpty()) candidates.add(server);
            else whyNot = reason.get();
        }
        SortedMap<String, Exchange> exchanges =
                candidates.isEmpty() ? Exchanges.offered(hotspot, here) : new TreeMap<>();
        if (candidates.isEmpty() && exchanges.isEmpty()) return decline(call, false, whyNot, here);
        Effect reply = reply(call, answer(candidates, exchanges, whyNot, here), here);
        Effect note = Effect.say(
                auction,
                Note.Kind.BID,
                "would take " + candidates.size() + " of " + hotspot.servers().size() + " servers of " + call.source()
                        + (exchanges.isEmpty() ? "" : ", " + exchanges.size() + " in exchange for a lighter one")
                        + (candidates.isEmpty() ? ": " + whyNot : ""));
        if (ModeCompatibility.onlySaid(hotspot.self())) {
            return Step.to(Settled.without(auction, Settled.Ending.ADVISED), reply, note);
        }
        return Step.to(
                new Offered(auction, call.source(), grounds, candidates, exchanges), reply, lease(auction, here), note);
    }

    private static Message answer(
            List<ServerInfo> candidates, SortedMap<String, Exchange> exchanges, String whyNot, Situation here) {
        SortedMap<String, ServerInfo> returned = new TreeMap<>();
        exchanges.forEach((id, exchange) -> returned.put(id, exchange.returned()));
        return new Message.HotspotReply(
                here.self(),
                candidates.stream().map(ServerInfo::id).toList(),
                returned,
                false,
                candidates.isEmpty() ? whyNot : "");
    }

    private static Step decline(Envelope call, boolean busy, String reason, Situation here) {
        return Step.to(
                Settled.without(call.auction(), Settled.Ending.RELEASED),
                reply(call, new Message.HotspotReply(here.self(), List.of(), busy, reason), here),
                Effect.say(call.auction(), Note.Kind.DECLINED, "nothing from " + call.source() + ": " + reason));
    }

    private static Effect reply(Envelope call, Message answer, Situation here) {
        return here.send(
                Address.host(call.source()),
                call.auction(),
                answer,
                here.settings().auction().replyTimeout());
    }

    private static Effect lease(String auction, Situation here) {
        return new Effect.SetTimer(
                leaseTimer(auction), here.settings().auction().lockTimeout());
    }

    private static TimerId leaseTimer(String auction) {
        return new TimerId(auction, "bid");
    }

    /**
     * Promised to one hot host, for as long as the lease.
     *
     * @param candidates that it could take; none: the host is promised to nobody
     * @param exchanges by the ids of the servers that would come, what it could take besides
     */
    record Offered(
            String auction,
            String auctioneer,
            Grounds grounds,
            List<ServerInfo> candidates,
            SortedMap<String, Exchange> exchanges)
            implements Negotiation {

        @Override
        public Step on(Event event, Situation here) {
            if (event instanceof Event.Heard heard && heard.envelope().source().equals(auctioneer)) {
                Message message = heard.envelope().message();
                if (message instanceof Message.WinningBidAnnouncement award) {
                    return award.issuer().equals(here.settings().host())
                            ? won(award.server(), here)
                            : released("the bid of " + award.issuer() + " won");
                }
                if (message instanceof Message.ResourceRelease release) return released(release.reason());
            }
            if (event instanceof Event.Rang rang && rang.timer().equals(leaseTimer(auction))) {
                return released("the lease is over");
            }
            if (event instanceof Event.Stopping) return released("the agent stops");
            return Ignored.by(this, event);
        }

        /** The state may have changed since the bid: looked at again before the promise becomes a lease. */
        private Step won(String id, Situation here) {
            Optional<ServerInfo> server = candidates.stream()
                    .filter(s -> s.id().equals(id))
                    .findFirst()
                    .or(() -> Optional.ofNullable(exchanges.get(id)).map(Exchange::taken));
            if (server.isEmpty()) return refuse(id, false, "no bid was made for it", here);
            Optional<Situation.Refusal> refusal = here.unavailable(auction, grounds);
            if (refusal.isPresent()) {
                return refuse(id, refusal.get().busy(), refusal.get().reason(), here);
            }
            Optional<String> whyNot = exchanges.containsKey(id)
                    ? whyNotExchange(exchanges.get(id), here)
                    : here.whyNotTake(server.get(), grounds);
            if (whyNot.isPresent()) return refuse(id, false, whyNot.get(), here);
            return Arrival.agreed(auction, server.get(), auctioneer, here)
                    .after(List.of(
                            acknowledge(id, true, false, "", here), new Effect.CancelTimer(leaseTimer(auction))));
        }

        private Optional<String> whyNotExchange(Exchange bid, Situation here) {
            String own = bid.returned().id();
            Situation.Offers offers = here.offers("");
            return offers.server(own)
                    .map(server -> here.whyNotTake(new Exchange(bid.taken(), server)))
                    .orElseGet(() -> Optional.of(own + ", which was to leave for it: " + offers.whyNot(own)));
        }

        private Step refuse(String id, boolean busy, String reason, Situation here) {
            return Step.to(
                    Settled.without(auction, Settled.Ending.RELEASED),
                    acknowledge(id, false, busy, reason, here),
                    new Effect.CancelTimer(leaseTimer(auction)),
                    Effect.say(auction, Note.Kind.REFUSED, "will not take " + id + " after all: " + reason));
        }

        private Effect acknowledge(String id, boolean ok, boolean busy, String reason, Situation here) {
            return here.send(
                    Address.host(auctioneer),
                    auction,
                    new Message.WinningBidAcknowledgement(id, ok, busy, reason),
                    here.settings().auction().replyTimeout());
        }

        private Step released(String reason) {
            List<Effect> effects = new ArrayList<>();
            effects.add(new Effect.CancelTimer(leaseTimer(auction)));
            if (hold().lease()) effects.add(Effect.say(auction, Note.Kind.RELEASED, "free again: " + reason));
            return Step.to(Settled.without(auction, Settled.Ending.RELEASED), effects);
        }

        @Override
        public Hold hold() {
            return new Hold(Hold.Phase.BIDDING, !candidates.isEmpty(), null, 0, null);
        }
    }
}
