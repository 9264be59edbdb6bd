package io.drover.engine;

import io.drover.model.HostObservation;
import io.drover.model.ServerInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Servers that are agreed to come or to go, each until a sample taken after its move has shown where it is: however
 * long that is after the auction's end.
 */
final class Promises {

    /** Nova's lists follow a move by seconds; what they say later is true. */
    private static final Duration LAG = Duration.ofMinutes(1);

    private final List<Promise> open = new ArrayList<>();

    /**
     * @param movedAt null: not yet
     */
    private record Promise(String auction, ServerInfo server, boolean arrives, Instant movedAt) {

        boolean shown(HostObservation sample) {
            if (movedAt == null || !sample.sampledAt().isAfter(movedAt)) return false;
            boolean here = sample.servers().stream().anyMatch(seen -> seen.id().equals(server.id()));
            return here == arrives || sample.sampledAt().isAfter(movedAt.plus(LAG));
        }
    }

    void add(String auction, ServerInfo server, boolean arrives) {
        open.add(new Promise(auction, server, arrives, null));
    }

    void moved(String auction, Instant at) {
        open.replaceAll(p -> p.auction().equals(auction) && p.movedAt() == null
                ? new Promise(auction, p.server(), p.arrives(), at)
                : p);
    }

    /** It will not come, or go, after all. */
    void forget(String auction) {
        open.removeIf(p -> p.auction().equals(auction) && p.movedAt() == null);
    }

    void shown(HostObservation sample) {
        open.removeIf(p -> p.shown(sample));
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    List<ServerInfo> arriving() {
        return open.stream().filter(Promise::arrives).map(Promise::server).toList();
    }

    Optional<ServerInfo> coming(String id) {
        return open.stream()
                .filter(p -> p.arrives() && p.server().id().equals(id))
                .map(Promise::server)
                .findFirst();
    }

    /** Whether it has gone, though the newest sample may show it still. */
    boolean gone(String id) {
        return open.stream()
                .anyMatch(p ->
                        !p.arrives() && p.movedAt() != null && p.server().id().equals(id));
    }

    /** When it came or went; empty: it has not, or a sample has shown it. */
    Optional<Instant> movedAt(String id) {
        return open.stream()
                .filter(p -> p.movedAt() != null && p.server().id().equals(id))
                .map(Promise::movedAt)
                .findFirst();
    }

    boolean leaves(String id) {
        return open.stream().anyMatch(p -> !p.arrives() && p.server().id().equals(id));
    }
}
