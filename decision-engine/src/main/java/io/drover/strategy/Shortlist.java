package io.drover.strategy;

import io.drover.strategy.SetSelection.Load;
import io.drover.strategy.SetSelection.Trade;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/** Of each server's pairs those that are worth a closer look: with the destinations that expect the least load. */
final class Shortlist {

    private final Trade trade;
    private final BitSet struck;
    private final int[] rank;

    Shortlist(Trade trade, BitSet struck) {
        this.trade = trade;
        this.struck = struck;
        this.rank = ranks();
    }

    /**
     * Pairs of each server, the coolest destination first.
     *
     * @param most pairs of one server
     */
    int[][] options(int most) {
        Pairs pairs = trade.pairs();
        int servers = trade.servers().size();
        int[][] options = new int[servers][most];
        int[] count = new int[servers];
        for (int pair = 0; pair < pairs.size(); pair++) {
            if (struck.get(pair)) continue;
            int server = pairs.server(pair);
            count[server] = inserted(options[server], count[server], pair);
        }
        for (int server = 0; server < servers; server++)
            options[server] = Arrays.copyOf(options[server], count[server]);
        return options;
    }

    private int inserted(int[] list, int count, int pair) {
        int own = rank[trade.pairs().destination(pair)];
        if (count == list.length && rank[trade.pairs().destination(list[count - 1])] <= own) return count;
        int at = count == list.length ? count - 1 : count;
        while (at > 0 && rank[trade.pairs().destination(list[at - 1])] > own) {
            list[at] = list[at - 1];
            at--;
        }
        list[at] = pair;
        return Math.min(list.length, count + 1);
    }

    private int[] ranks() {
        int hosts = trade.hosts().size();
        double[] upper = new double[hosts];
        long[] lot = new long[hosts];
        for (int host = 0; host < hosts; host++) {
            Load each = trade.hosts().get(host).load();
            upper[host] =
                    each.mean() + StrictMath.sqrt(each.variance() + each.scatter() * each.scatter()) - each.push();
            lot[host] = Hash.of(trade.auction(), trade.hosts().get(host).name());
        }
        int[] order = IntStream.range(0, hosts)
                .boxed()
                .sorted((a, b) -> {
                    int byLoad = Double.compare(upper[a], upper[b]);
                    if (byLoad != 0) return byLoad;
                    int byLot = Long.compareUnsigned(lot[a], lot[b]);
                    return byLot != 0 ? byLot : Integer.compare(a, b);
                })
                .mapToInt(Integer::intValue)
                .toArray();
        int[] rank = new int[hosts];
        for (int at = 0; at < hosts; at++) rank[order[at]] = at;
        return rank;
    }
}
