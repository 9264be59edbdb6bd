package io.drover.plan;

import io.drover.model.CostModel.Cost;
import io.drover.model.MigrationSettings;
import io.drover.model.Pricing;
import io.drover.model.Thresholds;
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
        Placements placements = new Placements(cluster);
        Thresholds thresholds = options.strategy().thresholds();
        Plan.Balance before = placements.balance(thresholds);
        List<Plan.Move> moves = new ArrayList<>();
        boolean[] none = new boolean[placements.hosts.length];
        boolean more = placements.hosts.length > 0;
        while (more && thresholds.hot(placements.load(placements.hottest(none)))) {
            more = best(placements, thresholds, options.migration(), moves);
        }
        return new Plan(moves, List.of(), before, placements.balance(thresholds));
    }

    private static boolean best(
            Placements placements, Thresholds thresholds, MigrationSettings settings, List<Plan.Move> moves) {
        double gain = 0;
        int server = -1;
        int destination = -1;
        for (int s = 0; s < placements.servers.length; s++) {
            if (!offered(placements, s, thresholds)) continue;
            for (int host = 0; host < placements.hosts.length; host++) {
                double lower = lower(placements, s, host, thresholds);
                if (lower <= gain || placements.elsewhere(s, host) || !placements.fits(s, host)) continue;
                gain = lower;
                server = s;
                destination = host;
            }
        }
        if (server < 0) return false;
        moves.add(move(placements, server, destination, settings));
        return true;
    }

    private static boolean offered(Placements placements, int server, Thresholds thresholds) {
        return !placements.moved(server)
                && placements.servers[server].immovable().isEmpty()
                && thresholds.hot(placements.load(placements.hostOf(server)));
    }

    /** By how much the sum of the squared loads would fall; 0: it would not, or the destination would be hot. */
    private static double lower(Placements placements, int server, int destination, Thresholds thresholds) {
        int source = placements.hostOf(server);
        if (source == destination) return 0;
        double here = placements.load(source);
        double there = placements.load(destination);
        double hereAfter = here - placements.loads[server] / placements.cpus[source];
        double thereAfter = there + placements.loads[server] / placements.cpus[destination];
        if (thresholds.hot(thereAfter)) return 0;
        return Math.max(0, here * here + there * there - hereAfter * hereAfter - thereAfter * thereAfter);
    }

    private static Plan.Move move(Placements placements, int server, int destination, MigrationSettings settings) {
        int source = placements.hostOf(server);
        Cluster.Server moved = placements.servers[server];
        Cost cost = Pricing.modelled(settings).cost(placements.info(server));
        double before = placements.fleet.performance();
        placements.move(server, destination);
        return new Plan.Move(
                moved.id(),
                placements.hostIds[source],
                placements.hostIds[destination],
                before,
                placements.fleet.performance(),
                cost.seconds(),
                cost.downtimeSeconds(),
                "lowers the deviation most");
    }
}
