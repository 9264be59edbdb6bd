package io.drover.experiment;

import io.drover.model.SystemPerformance;
import io.drover.scenario.HostSpec;
import io.drover.scenario.Scenario;
import io.drover.scenario.ServerSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The highest system performance that any placement of a fleet's servers has: with few, coarse servers it is below 1.
 * Exact. For equal hosts ΣL is the same wherever the servers are, so that E is highest where ΣL ln L is least, and that
 * is a sum over hosts: dynamic programming over the servers that are left, by kinds of equal load.
 */
public final class BestPlacement {

    private static final long STATES_AT_MOST = 200_000;
    private static final long PLACEMENTS_AT_MOST = 100_000;
    private static final double MICRO = 1e6;

    private final double[] loads;
    private final int[] counts;
    private final double share;
    private final List<int[]> contents = new ArrayList<>();

    private BestPlacement(double[] loads, int[] counts, int hosts) {
        this.loads = loads;
        this.counts = counts;
        double total = 0;
        for (int kind = 0; kind < loads.length; kind++) total += loads[kind] * counts[kind];
        this.share = total / hosts;
        collect(new int[loads.length], 0);
    }

    /**
     * @param at since the start of the run
     * @return empty: it is too much to count, or there is no load
     */
    public static OptionalDouble systemPerformance(Scenario scenario, Duration at) {
        List<HostSpec> hosts = scenario.hosts();
        double[] demands = scenario.servers().stream()
                .filter(server -> there(server, at))
                .mapToDouble(server -> server.demand().at(at.toNanos()))
                .filter(demand -> demand > 0)
                .toArray();
        if (demands.length == 0 || hosts.size() < 2) return OptionalDouble.empty();
        if (hosts.stream().mapToInt(HostSpec::cpus).distinct().count() > 1) return exhaustive(hosts, demands);
        SortedMap<Long, Integer> kinds = new TreeMap<>();
        for (double demand : demands) kinds.merge(Math.round(demand * MICRO), 1, Integer::sum);
        double[] loads = kinds.keySet().stream().mapToDouble(key -> key / MICRO).toArray();
        int[] counts = kinds.values().stream().mapToInt(count -> count).toArray();
        long states = 1;
        for (int count : counts) states *= count + 1;
        if (states > STATES_AT_MOST) return OptionalDouble.empty();
        return OptionalDouble.of(new BestPlacement(loads, counts, hosts.size()).best(hosts.size()));
    }

    private static boolean there(ServerSpec server, Duration at) {
        return server.arrives().compareTo(at) <= 0
                && server.leaves().map(leaves -> leaves.compareTo(at) > 0).orElse(true);
    }

    /**
     * What a host may hold in a best placement: were its load above the mean by more than its smallest server, that
     * server would be better on the emptiest host.
     */
    private void collect(int[] content, int kind) {
        if (kind == loads.length) {
            if (load(content) <= share + smallest(content) + 1e-9) contents.add(content.clone());
            return;
        }
        for (int count = 0; count <= counts[kind]; count++) {
            content[kind] = count;
            if (load(content) > share + loads[loads.length - 1] + 1e-9) break;
            collect(content, kind + 1);
        }
        content[kind] = 0;
    }

    private double load(int[] content) {
        double load = 0;
        for (int kind = 0; kind < loads.length; kind++) load += content[kind] * loads[kind];
        return load;
    }

    private double smallest(int[] content) {
        for (int kind = 0; kind < loads.length; kind++) {
            if (content[kind] > 0) return loads[kind];
        }
        return 0;
    }

    private double best(int hosts) {
        int states = 1;
        int[] stride = new int[counts.length];
        for (int kind = 0; kind < counts.length; kind++) {
            stride[kind] = states;
            states *= counts[kind] + 1;
        }
        double[] least = new double[states];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        least[0] = 0;
        for (int host = 0; host < hosts; host++) least = withOneMore(least, stride);
        return SystemPerformance.of(hosts, share * hosts, least[states - 1]);
    }

    /** By the servers placed so far: the least Σ L ln L with one more host. */
    private double[] withOneMore(double[] before, int[] stride) {
        double[] after = new double[before.length];
        Arrays.fill(after, Double.POSITIVE_INFINITY);
        for (int[] content : contents) {
            double load = load(content);
            double term = SystemPerformance.weighted(load);
            int step = 0;
            for (int kind = 0; kind < stride.length; kind++) step += content[kind] * stride[kind];
            for (int state = 0; state < before.length; state++) {
                if (before[state] == Double.POSITIVE_INFINITY || !fits(state, content, stride)) continue;
                after[state + step] = Math.min(after[state + step], before[state] + term);
            }
        }
        return after;
    }

    private boolean fits(int state, int[] content, int[] stride) {
        for (int kind = 0; kind < stride.length; kind++) {
            int placed = state / stride[kind] % (counts[kind] + 1);
            if (placed + content[kind] > counts[kind]) return false;
        }
        return true;
    }

    private static OptionalDouble exhaustive(List<HostSpec> hosts, double[] demands) {
        double placements = StrictMath.pow(hosts.size(), demands.length);
        if (placements > PLACEMENTS_AT_MOST) return OptionalDouble.empty();
        double best = 0;
        for (long placement = 0; placement < placements; placement++) {
            double[] normalized = new double[hosts.size()];
            long rest = placement;
            for (double demand : demands) {
                int host = (int) (rest % hosts.size());
                normalized[host] += demand / hosts.get(host).cpus();
                rest /= hosts.size();
            }
            best = Math.max(best, SystemPerformance.of(normalized));
        }
        return OptionalDouble.of(best);
    }
}
