package io.drover.plan;

import io.drover.model.Thresholds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A bound on the moves of any plan: per hot host the fewest, largest servers that bring it under the threshold. */
final class LeastMoves {

    private LeastMoves() {}

    static int of(Cluster cluster, Thresholds thresholds) {
        Placements placements = new Placements(cluster);
        int least = 0;
        for (int host = 0; host < placements.hosts.length; host++) {
            double load = placements.load(host);
            List<Double> largest = new ArrayList<>();
            for (int server : placements.serversOn(host)) largest.add(placements.loads[server] / placements.cpus[host]);
            largest.sort(Comparator.reverseOrder());
            for (int i = 0; thresholds.hot(load) && i < largest.size(); i++, least++) load -= largest.get(i);
        }
        return least;
    }

    /** A bound on the memory that any plan moves, MiB: per hot host the least of all sets that bring it under. */
    static long memory(Cluster cluster, Thresholds thresholds) {
        Placements placements = new Placements(cluster);
        long least = 0;
        for (int host = 0; host < placements.hosts.length; host++) {
            if (thresholds.hot(placements.load(host))) least += memory(placements, host, thresholds);
        }
        return least;
    }

    private static long memory(Placements placements, int host, Thresholds thresholds) {
        int[] servers = placements.serversOn(host);
        long least = Long.MAX_VALUE;
        for (int set = 1; set < 1 << servers.length; set++) {
            double load = placements.load(host);
            long memory = 0;
            for (int i = 0; i < servers.length; i++) {
                if ((set & 1 << i) == 0) continue;
                load -= placements.loads[servers[i]] / placements.cpus[host];
                memory += placements.servers[servers[i]].memoryMib();
            }
            if (!thresholds.hot(load)) least = Math.min(least, memory);
        }
        return least;
    }
}
