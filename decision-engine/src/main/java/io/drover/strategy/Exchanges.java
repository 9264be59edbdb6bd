package io.drover.strategy;

import io.drover.auction.Message;
import io.drover.auction.Situation;
import io.drover.auction.Situation.Grounds;
import io.drover.model.Exchange;
import io.drover.model.HostInfo;
import io.drover.model.Mode;
import io.drover.model.ServerInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Moves that need another one: where no bidder has room for a server of a hot host, one may have if it gave a lighter
 * server away. It bids that, is promised to nobody by it, and is hot for a while when it wins; its own auction then finds
 * the lighter server a place, as a rule where the other left one.
 */
final class Exchanges {

    private Exchanges() {}

    /**
     * What this host could take in exchange for one of its own.
     *
     * @return by the id of the server that would come, with the lightest that makes room for it
     */
    static SortedMap<String, Exchange> offered(String auction, Message.HotspotMessage call, Situation here) {
        SortedMap<String, Exchange> exchanges = new TreeMap<>();
        boolean both = may(here) && call.self().standing().mode() == Mode.ENFORCE;
        if (!both || Grounds.of(call.self()) != Grounds.EXPECTED) return exchanges;
        List<ServerInfo> own = new ArrayList<>(here.offers(auction).servers());
        own.removeIf(server -> here.mode(server.id()) != Mode.ENFORCE);
        own.sort(Comparator.comparingDouble(
                        (ServerInfo server) -> server.expected().mean())
                .thenComparing(ServerInfo::id));
        for (ServerInfo wanted : call.servers()) {
            own.stream()
                    .map(lighter -> new Exchange(wanted, lighter))
                    .filter(exchange ->
                            exchange.relieves() && here.whyNotTake(exchange).isEmpty())
                    .findFirst()
                    .ifPresent(exchange -> exchanges.put(wanted.id(), exchange));
        }
        return exchanges;
    }

    /** Not while things are only said: nobody could approve two moves that depend on each other. */
    private static boolean may(Situation here) {
        return here.settings().strategy().rules().exchanges() && here.settings().mode() == Mode.ENFORCE;
    }

    /** Whether a hot host may choose from exchanges. What fills its memory could come back with the other server. */
    static boolean considered(Situation here) {
        return may(here) && here.grounds().byLoad() && here.grounds() != Grounds.MEMORY;
    }

    /** What was offered to a hot host. */
    static Choices choices(String auction, Iterable<Message.HotspotReply> replies, Situation here) {
        HostInfo self = here.self();
        Acceptance acceptance = new Acceptance(here.settings().strategy());
        Choices.Collector collector = new Choices.Collector(auction, here);
        Situation.Offers offers = here.offers(auction);
        for (Message.HotspotReply reply : replies) {
            HostInfo bidder = reply.self();
            int host = collector.host(bidder, reply.exchanges().size(), reply.reason());
            if (host < 0 || here.passedOver(bidder.host()).isPresent()) continue;
            reply.exchanges()
                    .forEach((id, returned) -> offers.server(id)
                            .filter(server -> here.mode(id) == Mode.ENFORCE && !here.barred(id, bidder.host()))
                            .map(server -> new Exchange(server, returned))
                            .filter(exchange -> exchange.relieves()
                                    && acceptance.source(self, exchange.net()).isEmpty()
                                    && acceptance
                                            .destination(bidder, exchange.net())
                                            .isEmpty()
                                    && here.whyNotGetBack(exchange).isEmpty())
                            .ifPresent(exchange -> collector.exchange(exchange, host)));
        }
        return collector.byExchange(here.grounds());
    }
}
