package io.drover.strategy;

import io.drover.model.Exchange;
import io.drover.model.HostInfo;
import io.drover.model.ServerInfo;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What was bid in one auction: pairs, and the hosts and servers that these are of.
 *
 * @param hosts the auctioneer first
 * @param servers of an exchange, its {@link Exchange#net}
 * @param exchanges by their places in {@code servers}
 * @param present loads of the hosts
 */
public record AuctionBids(
        String auction,
        List<HostInfo> hosts,
        List<ServerInfo> servers,
        SortedMap<Integer, Exchange> exchanges,
        Pairs pairs,
        FleetLoads present) {

    /** Without exchanges. */
    public AuctionBids(
            String auction, List<HostInfo> hosts, List<ServerInfo> servers, Pairs pairs, FleetLoads present) {
        this(auction, hosts, servers, Collections.emptySortedMap(), pairs, present);
    }

    /** What the pair adds to its destination, and takes from its source. */
    ServerInfo server(int pair) {
        return servers.get(pairs.server(pair));
    }

    Optional<Exchange> exchange(int pair) {
        return Optional.ofNullable(exchanges.get(pairs.server(pair)));
    }

    HostInfo source(int pair) {
        return hosts.get(pairs.source(pair));
    }

    HostInfo destination(int pair) {
        return hosts.get(pairs.destination(pair));
    }

    /** E of the fleet after this pair's move, by the present loads. */
    double after(int pair) {
        int from = pairs.source(pair);
        int to = pairs.destination(pair);
        double load = server(pair).load();
        return present.performanceAfter(
                from,
                Math.max(0, present.load(from) - load / source(pair).load().cpus()),
                to,
                present.load(to) + load / destination(pair).load().cpus());
    }

    /** Decides between equals, for each auction otherwise. */
    long lot(int pair) {
        return Hash.of(auction, server(pair).id() + " " + destination(pair).host());
    }
}
