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
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Moves that need another one: where no bidder has room for a server of a hot host, one may have if it gave a lighter
 * server away. It bids that where it could take none alone. When it wins, it is fuller than it should be for a while;
 * its own auction then finds the lighter server a place, as a rule where the other left one.
 */
final class Exchanges {

    /** Servers of one call that are looked at, the heaviest. */
    private static final int LOOKED_AT = 32;

    /** In one bid. */
    private static final int OFFERED = 16;

    private static final Comparator<ServerInfo> BY_LOAD = Comparator.comparingDouble(
                    (ServerInfo server) -> server.expected().mean())
            .thenComparing(ServerInfo::id);

    private Exchanges() {}

    /**
     * What this host could take in exchange for one of its own.
     *
     * @return by the id of the server that would come, with the lightest that makes room for it
     */
    static SortedMap<String, Exchange> offered(Message.HotspotMessage call, Situation here) {
        SortedMap<String, Exchange> exchanges = new TreeMap<>();
        boolean may = here.bidsExchanges() && call.self().standing().mode() == Mode.ENFORCE;
        if (!may || Grounds.of(call.self()) != Grounds.EXPECTED) return exchanges;
        List<ServerInfo> own = new ArrayList<>(here.offers("").servers());
        own.removeIf(server -> here.mode(server.id()) != Mode.ENFORCE);
        own.sort(BY_LOAD);
        List<ServerInfo> wanted = new ArrayList<>(call.servers());
        wanted.sort(BY_LOAD.reversed());
        for (ServerInfo heavy : wanted.subList(0, Math.min(LOOKED_AT, wanted.size()))) {
            if (exchanges.size() == OFFERED) break;
            own.stream()
                    .map(lighter -> new Exchange(heavy, lighter))
                    .filter(exchange ->
                            exchange.relieves() && here.whyNotTake(exchange).isEmpty())
                    .findFirst()
                    .ifPresent(exchange -> exchanges.put(heavy.id(), exchange));
        }
        return exchanges;
    }

    /**
     * Whether a hot host may choose from exchanges. What fills its memory could come back with the other server. Nobody
     * could approve two moves that depend on each other.
     */
    static boolean considered(Situation here) {
        return here.settings().strategy().rules().exchanges()
                && here.settings().mode() == Mode.ENFORCE
                && here.grounds().byLoad()
                && here.grounds() != Grounds.MEMORY;
    }

    /** What was offered to a hot host. */
    static Choices choices(String auction, Iterable<Message.HotspotReply> replies, Situation here) {
        Choices.Collector collector = new Choices.Collector(auction, here);
        Situation.Offers offers = here.offers(auction);
        for (Message.HotspotReply reply : replies) {
            int bids = reply.candidates().size() + reply.exchanges().size();
            int host = collector.host(reply.self(), bids, reply.reason());
            if (host < 0) continue;
            if (!reply.candidates().isEmpty()) collector.unfit("none that it would take alone is worth a move");
            reply.exchanges().forEach((id, returned) -> {
                Optional<ServerInfo> server = offers.server(id);
                if (server.isEmpty()) {
                    collector.unfit("what it would take must stay");
                    return;
                }
                Exchange exchange = new Exchange(server.get(), returned);
                Optional<String> whyNot = whyNot(exchange, reply.self(), here);
                whyNot.ifPresent(collector::unfit);
                if (whyNot.isEmpty()) collector.exchange(exchange, host);
            });
        }
        return collector.byExchange(here.grounds());
    }

    private static Optional<String> whyNot(Exchange exchange, HostInfo bidder, Situation here) {
        String id = exchange.taken().id();
        if (!exchange.relieves()) return Optional.of("what would come back is no lighter");
        if (here.mode(id) != Mode.ENFORCE) return Optional.of(id + " is not to be moved without a word");
        if (here.barred(id, bidder.host())) return Optional.of("Nova lately refused this host a server");
        Acceptance acceptance = new Acceptance(here.settings().strategy());
        return here.passedOver(bidder.host())
                .or(() -> acceptance.source(here.self(), exchange.net()))
                .or(() -> acceptance.destination(bidder, exchange.net()))
                .or(() -> here.whyNotGetBack(exchange));
    }
}
