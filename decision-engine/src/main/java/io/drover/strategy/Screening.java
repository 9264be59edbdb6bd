package io.drover.strategy;

import io.drover.strategy.BalanceRanking.Market;
import io.drover.strategy.BalanceRanking.Rules;

/**
 * Judges pairs by {@link Logarithm} and tells which of them need exact logarithms. What it decides, it decides as they
 * would: its errors are below {@link #TOLERANCE}, and what is that close to a limit it leaves open.
 */
final class Screening {

    /** What it leaves to the exact count; no balance is negative. */
    static final double OPEN = -1;

    /** Most that a balance is off, 0..1; with room for what the exact count rounds. */
    static final double TOLERANCE = 1e-9;

    /** Loads below it: ln L is a matter for the exact count. */
    private static final double LEAST = 1e-6;

    /** |r| for which three terms of ln(1+r) are as good as {@link Logarithm}. */
    private static final double LITTLE = 1.0 / 512;

    private static final double THIRD = 1.0 / 3;

    private final double[] loads;
    private final double[] doubts;
    private final FleetLoads fleet;
    private final SourceBalances sources;
    private final double perMost;
    private final double performance;
    private final double required;
    private final double logarithmOfSum;
    private final double perSum;
    private final double[] perCpu;

    /** E after the best move of each server that was judged, improving or not. */
    private final double[] bestOf;

    private final double[] worst;

    /**
     * @param worst L·ln L of each host as a destination that is as much more loaded as its samples scatter
     */
    Screening(Market market, Rules rules, SourceBalances sources, double[] worst) {
        this.loads = market.loads();
        this.doubts = market.doubts();
        this.fleet = market.fleet();
        this.sources = sources;
        this.perMost = 1 / StrictMath.log(fleet.size());
        this.performance = fleet.performance();
        this.required = 1 + rules.improvementPercent() / 100;
        this.worst = worst;
        this.logarithmOfSum = StrictMath.log(fleet.sum());
        this.perSum = 1 / fleet.sum();
        this.bestOf = new double[loads.length];
        this.perCpu = new double[fleet.size()];
        for (int host = 0; host < perCpu.length; host++) perCpu[host] = 1.0 / market.cpus()[host];
    }

    /**
     * @return E of the fleet after the server's move, off by less than {@link #TOLERANCE}; or {@link #OPEN}
     */
    double fleetAfter(int server, int destination) {
        double there = fleet.load(destination);
        double thereAfter = there + loads[server] * perCpu[destination];
        double sum = sources.sum[server] + thereAfter - there;
        if (thereAfter < LEAST || sum < LEAST) return OPEN;
        double weighted = thereAfter * Logarithm.of(thereAfter);
        double logs = sources.sumOfLogs[server] - fleet.weightedLoad(destination) + weighted;
        return (logarithm(sum) - logs / sum) * perMost;
    }

    /**
     * @return positive: the move raises the balance enough; negative: it does not; 0: left open
     */
    int judged(int server, int destination) {
        double fleetAfter = fleetAfter(server, destination);
        if (fleetAfter == OPEN) return open(server);
        if (fleetAfter > bestOf[server]) bestOf[server] = fleetAfter;
        if (fleetAfter < performance - TOLERANCE) return -1;
        if (fleetAfter <= performance + TOLERANCE) return 0;
        return alone(server, destination);
    }

    /** ln ΣL after a move, which seldom changes much. */
    private double logarithm(double sumAfter) {
        double more = sumAfter * perSum - 1;
        if (more > LITTLE || more < -LITTLE) return Logarithm.of(sumAfter);
        return logarithmOfSum + more * (1 + more * (more * THIRD - 0.5));
    }

    /**
     * @return E of the fleet after any move of the server that was judged is at most this, off by less than {@link
     *     #TOLERANCE}
     */
    double bestOf(int server) {
        return bestOf[server];
    }

    private int open(int server) {
        bestOf[server] = 1;
        return 0;
    }

    /** Whether the balance of the two alone gains what is required. */
    private int alone(int server, int destination) {
        double there = fleet.load(destination) + doubts[destination];
        double thereAfter = there + loads[server] * perCpu[destination];
        double sum = sources.low[server] + there;
        double sumAfter = sources.lowAfter[server] + thereAfter;
        if (sum < LEAST || sumAfter < LEAST) return 0;
        int cell = EntropyCells.cell(sources.low[server] / sum);
        int cellAfter = EntropyCells.cell(sources.lowAfter[server] / sumAfter);
        if (EntropyCells.least(cellAfter) > required * EntropyCells.most(cell)) return 1;
        if (EntropyCells.most(cellAfter) < required * EntropyCells.least(cell)) return -1;
        double weighted = thereAfter * Logarithm.of(thereAfter);
        double before = Logarithm.of(sum) - (sources.lowWeighted[server] + worst[destination]) / sum;
        double after = Logarithm.of(sumAfter) - (sources.lowAfterWeighted[server] + weighted) / sumAfter;
        double gain = after - required * before;
        if (gain > TOLERANCE) return 1;
        return gain < -TOLERANCE ? -1 : 0;
    }
}
