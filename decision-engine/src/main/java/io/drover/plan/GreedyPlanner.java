package io.drover.plan;

import io.drover.model.CostModel.Cost;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.Settings.MigrationSettings;
import io.drover.model.Thresholds;
import io.drover.strategy.Pricing;
import java.util.ArrayList;
import java.util.List;

/**
 * What a controller would do that only wants no host to be hot: the move off a hot host that lowers the deviation of
 * the loads most, until no host is hot or no move is left. Looks at room and at the push threshold of the destination,
 * not at costs. A yardstick for others.
 */
public final class GreedyPlanner implements Planner {

    @Override
    public Plan plan(Cluster cluster, PlanOptions options) {
        Ledger ledger = new Ledger(cluster);
        Thresholds thresholds = options.strategy().thresholds();
        Plan.Balance before = ledger.balance(thresholds);
        List<Plan.Move> moves = new ArrayList<>();
        boolean[] none = new boolean[ledger.hosts.length];
        boolean more = ledger.hosts.length > 0;
        while (more && thresholds.hot(ledger.load(ledger.hottest(none)))) {
            more = best(ledger, thresholds, options.migration(), moves);
        }
        return new Plan(moves, List.of(), before, ledger.balance(thresholds));
    }

    private static boolean best(
            Ledger ledger, Thresholds thresholds, MigrationSettings settings, List<Plan.Move> moves) {
        double gain = 0;
        int server = -1;
        int destination = -1;
        for (int s = 0; s < ledger.servers.length; s++) {
            if (!offered(ledger, s, thresholds)) continue;
            for (int host = 0; host < ledger.hosts.length; host++) {
                double lower = lower(ledger, s, host, thresholds);
                if (lower <= gain || !ledger.fits(s, host)) continue;
                gain = lower;
                server = s;
                destination = host;
            }
        }
        if (server < 0) return false;
        moves.add(move(ledger, server, destination, settings));
        return true;
    }

    private static boolean offered(Ledger ledger, int server, Thresholds thresholds) {
        return !ledger.moved(server)
                && ledger.servers[server].immovable().isEmpty()
                && thresholds.hot(ledger.load(ledger.hostOf(server)));
    }

    /** By how much the sum of the squared loads would fall; 0: it would not, or the destination would be hot. */
    private static double lower(Ledger ledger, int server, int destination, Thresholds thresholds) {
        int source = ledger.hostOf(server);
        if (source == destination) return 0;
        double here = ledger.load(source);
        double there = ledger.load(destination);
        double hereAfter = here - ledger.loads[server] / ledger.cpus[source];
        double thereAfter = there + ledger.loads[server] / ledger.cpus[destination];
        if (thresholds.hot(thereAfter)) return 0;
        return Math.max(0, here * here + there * there - hereAfter * hereAfter - thereAfter * thereAfter);
    }

    private static Plan.Move move(Ledger ledger, int server, int destination, MigrationSettings settings) {
        int source = ledger.hostOf(server);
        Cluster.Server moved = ledger.servers[server];
        ServerInfo info = new ServerInfo(
                moved.id(),
                moved.vcpus(),
                moved.load(),
                moved.load(),
                moved.memoryMib(),
                moved.dirtyRate(),
                Resources.NONE,
                List.of());
        Cost cost = Pricing.cost(info, settings);
        double before = ledger.fleet.performance();
        ledger.move(server, destination);
        return new Plan.Move(
                moved.id(),
                ledger.hostIds[source],
                ledger.hostIds[destination],
                before,
                ledger.fleet.performance(),
                cost.seconds(),
                cost.downtimeSeconds(),
                "lowers the deviation most");
    }
}
