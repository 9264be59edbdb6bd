package io.drover.plan;

import io.drover.model.Thresholds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a controller with full knowledge would do: the move that lowers the deviation most, until no host is hot. */
final class CentralGreedy {

    int moves;

    private final Ledger ledger;
    private final Thresholds thresholds;

    CentralGreedy(Cluster cluster, Thresholds thresholds) {
        this.ledger = new Ledger(cluster);
        this.thresholds = thresholds;
    }

    int hot() {
        return ledger.balance(thresholds).hotHosts();
    }

    void run() {
        boolean[] none = new boolean[ledger.hosts.length];
        while (thresholds.hot(ledger.load(ledger.hottest(none)))) {
            if (!best()) return;
            moves++;
        }
    }

    private boolean best() {
        double gain = 0;
        int server = -1;
        int host = -1;
        for (int s = 0; s < ledger.servers.length; s++) {
            int source = ledger.hostOf(s);
            if (ledger.moved(s) || !thresholds.hot(ledger.load(source))) continue;
            for (int d = 0; d < ledger.hosts.length; d++) {
                if (d == source || !ledger.fits(s, d)) continue;
                double here = ledger.load(source) - ledger.loads[s] / ledger.cpus[source];
                double there = ledger.load(d) + ledger.loads[s] / ledger.cpus[d];
                if (there >= thresholds.push()) continue;
                double squares = sq(ledger.load(source)) + sq(ledger.load(d)) - sq(here) - sq(there);
                if (squares > gain) {
                    gain = squares;
                    server = s;
                    host = d;
                }
            }
        }
        if (server < 0) return false;
        ledger.move(server, host);
        return true;
    }

    private static double sq(double x) {
        return x * x;
    }

    /** Per hot host the fewest, largest servers that bring it under the threshold. */
    static int leastMoves(Cluster cluster, Thresholds thresholds) {
        Ledger ledger = new Ledger(cluster);
        int least = 0;
        for (int host = 0; host < ledger.hosts.length; host++) {
            double load = ledger.load(host);
            List<Double> largest = new ArrayList<>();
            for (int server : ledger.serversOn(host)) largest.add(ledger.loads[server] / ledger.cpus[host]);
            largest.sort(Comparator.reverseOrder());
            for (int i = 0; thresholds.hot(load) && i < largest.size(); i++, least++) load -= largest.get(i);
        }
        return least;
    }
}
