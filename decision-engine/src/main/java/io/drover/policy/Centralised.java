package io.drover.policy;

import io.drover.model.Cooldown;
import io.drover.model.Settings;
import io.drover.plan.AuctionPlanner;
import io.drover.plan.PlanOptions;
import io.drover.plan.Planner;
import io.drover.scenario.Conditions;
import io.drover.simulation.CentralPolicy;
import io.drover.simulation.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * doc/sources.md, 6.2: one controller decides for all hosts. It knows every load of the last sample interval and
 * decides by the agents' rules, as {@code drover plan} does. Each host takes part in one move at a time; when all are
 * over, everything is decided anew.
 */
final class Centralised implements CentralPolicy {

    private final Settings settings;
    private final Terms terms;
    private final Planner planner = new AuctionPlanner();

    Centralised(Settings settings, Conditions conditions) {
        this.settings = settings;
        this.terms = new Terms(conditions.interval(), false, conditions.interval(), Integer.MAX_VALUE);
    }

    @Override
    public Terms terms() {
        return terms;
    }

    @Override
    public List<Move> decide(Snapshot fleet) {
        PlanOptions options = PlanOptions.of(settings);
        return oncePerHost(Clusters.moves(planner.plan(Clusters.of(fleet, s -> rested(s, fleet)), options)));
    }

    private boolean rested(Snapshot.Server server, Snapshot fleet) {
        return Cooldown.of(settings)
                .until(server.moves(), fleet.at())
                .map(until -> !fleet.at().isBefore(until))
                .orElse(true);
    }

    private static List<Move> oncePerHost(List<Move> planned) {
        SortedSet<String> busy = new TreeSet<>();
        List<Move> moves = new ArrayList<>();
        for (Move move : planned) {
            boolean free = !busy.contains(move.source()) && !busy.contains(move.destination());
            busy.add(move.source());
            busy.add(move.destination());
            if (free) moves.add(move);
        }
        return moves;
    }
}
