package io.drover.auction;

import io.drover.model.HostInfo;
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
    Optional<Refusal> unavailable(String auction);

    /** The servers that may leave now as far as {@code auction} is concerned, in order of their ids, and the rest. */
    Offers offers(String auction);

    /** Why {@code server} may not come here; empty: it may. */
    Optional<String> whyNotTake(ServerInfo server);

    /** Whether the newest sample shows a finished move: the greater part of its time lies after it. */
    boolean shows(Hold moved);

    /** Why this host is hot or cold, if it is. */
    Grounds grounds();

    /** Whether Nova lately refused this server that host. */
    boolean barred(String server, String destination);

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

    /** On what grounds a host is hot or cold. */
    enum Grounds {
        /** Its outlook. */
        EXPECTED,
        /** Its present load alone, whatever was to be expected. */
        PRESENT,
        /** Its servers wait for each other, whatever its load. */
        CONTENDED
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
