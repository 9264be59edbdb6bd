package io.drover.strategy;

import io.drover.model.SystemPerformance;
import io.drover.strategy.BalanceRanking.Market;
import java.util.Arrays;

/** What the loss of each server makes of its source: the same for all pairs of the server. */
final class SourceBalances {

    private final Market market;
    private final int[] of;

    /** L of the source without the server. */
    final double[] after;

    /** L·ln L of that. */
    final double[] weighted;

    /** As much less as the source's samples scatter: now, and without the server. */
    final double[] low;

    final double[] lowWeighted;
    final double[] lowAfter;
    final double[] lowAfterWeighted;

    /** ΣL and ΣL·ln L of the fleet without the server. */
    final double[] sum;

    final double[] sumOfLogs;

    SourceBalances(Market market) {
        this.market = market;
        int servers = market.servers().length;
        of = new int[servers];
        after = new double[servers];
        weighted = new double[servers];
        low = new double[servers];
        lowWeighted = new double[servers];
        lowAfter = new double[servers];
        lowAfterWeighted = new double[servers];
        sum = new double[servers];
        sumOfLogs = new double[servers];
        Arrays.fill(of, -1);
    }

    /** From now on the server is one of this source. */
    void leave(int server, int source) {
        if (of[server] == source) return;
        of[server] = source;
        FleetLoads fleet = market.fleet();
        double here = fleet.load(source);
        after[server] = Math.max(0, here - market.loads()[server] / market.cpus()[source]);
        weighted[server] = SystemPerformance.weighted(after[server]);
        double less = Math.min(after[server], market.doubts()[source]);
        low[server] = here - less;
        lowWeighted[server] = SystemPerformance.weighted(low[server]);
        lowAfter[server] = after[server] - less;
        lowAfterWeighted[server] = SystemPerformance.weighted(lowAfter[server]);
        sum[server] = fleet.sum() - here + after[server];
        sumOfLogs[server] = fleet.sumOfLogs() - fleet.weightedLoad(source) + weighted[server];
    }
}
