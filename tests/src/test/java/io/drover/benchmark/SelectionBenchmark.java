package io.drover.benchmark;

import io.drover.strategy.BalanceRanking;
import io.drover.strategy.FleetLoads;
import io.drover.strategy.Pairs;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How long one auction takes to choose among a million pairs, and what it allocates: {@code main}, see
 * doc/benchmarks.md.
 */
public final class SelectionBenchmark {

    private static final int HOSTS = 1001;
    private static final int SERVERS = 1000;
    private static final int ROUNDS = 15;

    private SelectionBenchmark() {}

    public static void main(String[] arguments) {
        BalanceRanking.Market market = market(new SplittableRandom(1));
        double[] millis = new double[ROUNDS];
        long allocated = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            long bytes = threads.getCurrentThreadAllocatedBytes();
            long begun = threads.getCurrentThreadCpuTime();
            int best = new BalanceRanking(market, new BalanceRanking.Rules(1, false))
                    .best()
                    .orElse(-1);
            millis[round] = (threads.getCurrentThreadCpuTime() - begun) / 1e6;
            allocated = threads.getCurrentThreadAllocatedBytes() - bytes;
            System.err.println("round " + round + ": pair " + best + ", " + millis[round] + " ms");
        }
        double[] warm = Arrays.copyOfRange(millis, ROUNDS / 3, ROUNDS);
        Arrays.sort(warm);
        System.out.println(market.pairs().size() + " pairs: median " + warm[warm.length / 2] + " ms, least " + warm[0]
                + " ms of CPU, " + allocated + " bytes allocated");
    }

    private static BalanceRanking.Market market(SplittableRandom random) {
        Pairs pairs = new Pairs();
        for (int host = 1; host < HOSTS; host++) {
            for (int server = 0; server < SERVERS; server++) pairs.add(server, 0, host);
        }
        double[] loads = random.doubles(HOSTS, 0.1, 0.6).toArray();
        loads[0] = 0.9;
        int[] cpus = new int[HOSTS];
        Arrays.fill(cpus, 32);
        return new BalanceRanking.Market(
                "benchmark",
                new FleetLoads(loads),
                random.doubles(HOSTS, 0, 0.02).toArray(),
                cpus,
                names("host-", HOSTS),
                names("server-", SERVERS),
                random.doubles(SERVERS, 0.1, 4).toArray(),
                random.doubles(SERVERS, 5, 60).toArray(),
                pairs);
    }

    private static String[] names(String prefix, int count) {
        String[] names = new String[count];
        for (int i = 0; i < count; i++) names[i] = prefix + i;
        return names;
    }
}
