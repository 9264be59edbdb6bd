package io.drover.plan;

import io.drover.model.Thresholds;
import io.drover.strategy.SetSelection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Two servers that change places, where no single one can leave a hot host. By index.
 *
 * @param taken leaves the hot host
 * @param returned goes there
 */
record PlannedExchange(int taken, int returned) {

    /** Host-seconds of heat that a move to a host must spare; empty: the server may not go there. */
    @FunctionalInterface
    interface Prices {
        OptionalDouble price(int server, int destination);
    }

    /** The one that is worth most, each peer with the lightest server that makes room. */
    static Optional<PlannedExchange> best(
            Placements placements, PlanOptions options, int source, String auction, Prices prices) {
        Thresholds thresholds = options.strategy().thresholds();
        double ceiling = options.drain().ceiling();
        Bids bids = new Bids(placements, thresholds);
        int auctioneer = bids.host(source);
        List<PlannedExchange> exchanges = new ArrayList<>();
        for (int host = 0; host < placements.hosts.length; host++) {
            if (host == source) continue;
            int peer = bids.host(host);
            int[] lightestFirst = lightestFirst(placements, host);
            for (int taken : placements.serversOn(source)) {
                if (!placements.fits(taken, host) || meanwhile(placements, taken, host) >= ceiling) continue;
                OptionalDouble there = prices.price(taken, host);
                if (there.isEmpty()) continue;
                for (int returned : lightestFirst) {
                    PlannedExchange exchange = new PlannedExchange(taken, returned);
                    if (!exchange.allowed(placements, thresholds, source, host)) continue;
                    OptionalDouble back = prices.price(returned, source);
                    if (back.isEmpty()) continue;
                    exchanges.add(exchange);
                    bids.pairs.add(
                            bids.exchange(taken, returned, there.getAsDouble() + back.getAsDouble()), auctioneer, peer);
                    break;
                }
            }
        }
        return SetSelection.single(bids.trade(auction)).stream()
                .mapToObj(exchanges::get)
                .findFirst();
    }

    /** Load of the peer until the lighter server has left. */
    private static double meanwhile(Placements placements, int taken, int host) {
        return placements.load(host) + placements.loads[taken] / placements.cpus[host];
    }

    private static int[] lightestFirst(Placements placements, int host) {
        return IntStream.of(placements.serversOn(host))
                .boxed()
                .sorted(Comparator.comparingDouble(server -> placements.loads[server]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Whether it relieves the source, makes neither end hot nor the source cold, and fits. */
    private boolean allowed(Placements placements, Thresholds thresholds, int source, int host) {
        double more = placements.loads[taken] - placements.loads[returned];
        return more > 0
                && placements.load(host) + more / placements.cpus[host] < thresholds.push()
                && placements.load(source) - more / placements.cpus[source] > thresholds.pull()
                && placements.needs(returned).fitIn(placements.free(source).plus(placements.needs(taken)));
    }
}
