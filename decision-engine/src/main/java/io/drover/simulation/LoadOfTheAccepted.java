package io.drover.simulation;

import io.drover.auction.Effect;
import io.drover.auction.Message;
import io.drover.model.Decimal;
import io.drover.model.ServerInfo;
import io.drover.model.Settings;
import io.drover.scenario.Demand;
import io.drover.scenario.Incident;
import io.drover.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Measured by what its servers truly use, with those on their way and without those that go. Only where a host can know
 * that: demands that never change, kernels without noise, and promises that count. Where hosts drain, the ceiling of a drain is the measure.
 */
final class LoadOfTheAccepted implements Invariant {

    /** What the printed load averages hide, normalised: they have two decimals. */
    private static final double TOLERANCE = 0.02;

    private final SimulatedFleet fleet;
    private final Violations violations;
    private final double most;
    private final boolean knowable;
    private final List<SimulatedMigration> underWay = new ArrayList<>();

    /** What was bid in exchange, by auction and bidder. */
    private final SortedMap<String, SortedMap<String, ServerInfo>> exchanges = new TreeMap<>();

    LoadOfTheAccepted(World world, Violations violations) {
        this.fleet = world.fleet();
        this.violations = violations;
        double push = world.scenario().settings().strategy().thresholds().push();
        boolean drains = world.scenario().incidents().stream().anyMatch(Incident.Drain.class::isInstance);
        this.most = drains ? Math.max(push, world.scenario().settings().drain().ceiling()) : push;
        this.knowable = knowable(world.scenario());
    }

    private static boolean knowable(Scenario scenario) {
        Settings.Rules rules = scenario.settings().strategy().rules();
        return rules.countsPromised()
                && !scenario.conditions().counted()
                && scenario.servers().stream().allMatch(server -> server.demand() instanceof Demand.Constant);
    }

    @Override
    public String sentence() {
        return "no host accepts load that makes it hot";
    }

    @Override
    public void decided(SimulatedAgent agent, Effect effect) {
        if (!knowable || !(effect instanceof Effect.Send send)) return;
        Message message = send.envelope().message();
        String bidder = send.envelope().auction() + " " + agent.name();
        if (message instanceof Message.HotspotReply bid && !bid.exchanges().isEmpty()) {
            exchanges.put(bidder, bid.exchanges());
        }
        if (message instanceof Message.WinningBidAcknowledgement won && won.ok()) {
            SortedMap<String, ServerInfo> bid = exchanges.remove(bidder);
            ServerInfo leaves = bid == null ? null : bid.get(won.server());
            check(agent.host(), won.server(), leaves == null ? 0 : fleet.server(leaves.id()).demand);
        }
        if (message instanceof Message.StealAttempt attempt) check(agent.host(), attempt.server(), 0);
    }

    @Override
    public void requested(SimulatedMigration migration) {
        underWay.add(migration);
    }

    @Override
    public void ended(SimulatedMigration migration) {
        underWay.remove(migration);
    }

    /**
     * @param leaves load of what it gives away for it
     */
    private void check(SimulatedHost host, String id, double leaves) {
        SimulatedServer server = fleet.server(id);
        if (server == null || server.host == null || server.host == host) return;
        double load = server.demand - leaves;
        for (SimulatedServer here : host.servers()) load += here.demand;
        for (SimulatedMigration migration : underWay) {
            if (migration.destination == host && migration.server != server) load += migration.server.demand;
            if (migration.source == host) load -= migration.server.demand;
        }
        double after = load / host.spec.cpus();
        if (after < most + TOLERANCE) return;
        violations.report(this, host.name() + " accepts " + id + " and will be at " + Decimal.shortest(after));
    }
}
