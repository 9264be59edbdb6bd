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
}
