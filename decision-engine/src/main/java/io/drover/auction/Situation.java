package io.drover.auction;

import io.drover.model.Exchange;
import io.drover.model.HostInfo;
import io.drover.model.Mode;
import io.drover.model.Pricing;
import io.drover.model.ServerInfo;
import io.drover.model.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a negotiation may know of its own host at the moment of an event. */
public interface Situation {

    Instant now();

    Settings settings();

    HostInfo self();

    /** Why the host takes no part in anything but {@code auction}; empty: it does. */
    default Optional<Refusal> unavailable(String auction) {
        return unavailable(auction, Grounds.EXPECTED);
    }

    /**
     * The same for an auction on these grounds. A drain waits neither for change windows nor for samples that show the
     * last move.
     */
    Optional<Refusal> unavailable(String auction, Grounds grounds);

    /** The servers that may leave now as far as {@code auction} is concerned, in order of their ids, and the rest. */
    Offers offers(String auction);

    /** Why {@code server} may not come here; empty: it may. */
    default Optional<String> whyNotTake(ServerInfo server) {
        return whyNotTake(server, Grounds.EXPECTED);
    }

    /** The same of a server that leaves its host on these grounds. */
    Optional<String> whyNotTake(ServerInfo server, Grounds grounds);

    /** Whether this host may bid an exchange now: it would push what is too much then, and few such bids are open. */
    boolean bidsExchanges();

    /** Why {@code exchange.taken()} may not come here even if the other leaves. Both are here for a while. */
    Optional<String> whyNotTake(Exchange exchange);

    /** Why {@code exchange.returned()} could not come here when the other has left, whatever the loads. */
    Optional<String> whyNotGetBack(Exchange exchange);

    /** What moves cost, as far as this host knows. */
    Pricing pricing();

    /** Whether the newest sample shows a finished move: the greater part of its time lies after it. */
    boolean shows(Hold moved);

    /** Why this host gives or takes servers, if it does. */
    Grounds grounds();

    /** How far this host may go with a server of its own. */
    Mode mode(String server);

    /** Whether Nova lately refused this server that host, or that host one server after the other. */
    boolean barred(String server, String destination);

    /** Why nothing is awarded to, or asked of, this peer for a while: it refuses. */
    Optional<String> passedOver(String peer);

    /** Why no server of this host is taken for a while: what is agreed to come from its group does not. */
    Optional<String> nothingComes(HostInfo source);

    /** Why this peer gets no bid for a while: it locks others for nothing. */
    Optional<String> denied(String peer);

    /** A message from this host, with an id of its own. */
    Effect send(Address to, String auction, Message message, Duration worth);

    /**
     * @param servers that may leave
     * @param refused server id and reason
     */
    record Offers(List<ServerInfo> servers, List<Refused> refused) {

        public Optional<ServerInfo> server(String id) {
            return servers.stream().filter(s -> s.id().equals(id)).findFirst();
        }

        public String whyNot(String id) {
            return refused.stream()
                    .filter(r -> r.server().equals(id))
                    .map(Refused::reason)
                    .findFirst()
                    .orElse("not on this host");
        }
    }

    /** On what grounds a host gives or takes servers. */
    enum Grounds {
        /** Its outlook. */
        EXPECTED,
        /** Its present load alone, whatever was to be expected. */
        PRESENT,
        /** Its memory is full, whatever its load. */
        MEMORY,
        /** Its servers wait for each other, whatever its load. */
        CONTENDED,
        /** It holds more than its share of what is to be spread, while nothing is hot. */
        UNEVEN,
        /** It is to be emptied, whatever its load. */
        DRAINING;

        /** Whether a host on these grounds must not become cold by what it gives. */
        public boolean byLoad() {
            return this != UNEVEN && this != DRAINING;
        }

        /** On what grounds a peer offers servers, as far as that concerns who bids. */
        public static Grounds of(HostInfo auctioneer) {
            return auctioneer.standing().draining() ? DRAINING : EXPECTED;
        }
    }

    /** A server that stays, and why. */
    record Refused(String server, String reason) {}

    /**
     * Why a host takes no part.
     *
     * @param busy whether that will pass by itself soon (locked, migrating, settling)
     */
    record Refusal(boolean busy, String reason) {}
}
