package io.drover.policy;

import io.drover.auction.Message;
import io.drover.model.HostInfo;
import io.drover.model.ServerInfo;
import io.drover.strategy.Acceptance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The states that peers have published, and how a peer would have answered an auction in that state. */
final class Published {

    private final Duration valid;
    private final Acceptance acceptance;
    private final SortedMap<String, State> states = new TreeMap<>();

    /**
     * @param valid an older state says nothing any more
     */
    Published(Duration valid, Acceptance acceptance) {
        this.valid = valid;
        this.acceptance = acceptance;
    }

    /** True when there was no valid state of this peer. */
    boolean put(String peer, Message.StealBroadcastReply state, Instant at) {
        State before = states.put(peer, new State(state, at));
        return before == null || !fresh(before, at);
    }

    SortedSet<String> peers(Instant now) {
        SortedSet<String> peers = new TreeSet<>();
        states.forEach((peer, state) -> {
            if (fresh(state, now)) peers.add(peer);
        });
        return peers;
    }

    /** To a hot host: as the peer would have answered it. */
    Function<String, Message> bids(Message.HotspotMessage call) {
        return peer -> {
            HostInfo host = states.get(peer).message.self();
            if (!host.standing().available()) {
                return new Message.HotspotReply(
                        host, List.of(), true, host.standing().unavailable());
            }
            List<String> candidates = call.servers().stream()
                    .filter(server -> takes(host, server))
                    .map(ServerInfo::id)
                    .toList();
            return new Message.HotspotReply(host, candidates, false, "");
        };
    }

    /** To a cold host: what the peer published. */
    Function<String, Message> offers() {
        return peer -> states.get(peer).message;
    }

    private boolean takes(HostInfo host, ServerInfo server) {
        return server.resources().fitIn(host.free())
                && acceptance.destination(host, server).isEmpty();
    }

    private boolean fresh(State state, Instant now) {
        return Duration.between(state.at, now).compareTo(valid) <= 0;
    }

    private record State(Message.StealBroadcastReply message, Instant at) {}
}
