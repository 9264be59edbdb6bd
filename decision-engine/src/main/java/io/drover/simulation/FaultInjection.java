package io.drover.simulation;

import io.drover.auction.Event;
import io.drover.scenario.Incident;
import io.drover.scenario.Scenario;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Makes a scenario's incidents and random faults happen. */
final class FaultInjection {

    private static final double CRASH_MINUTE = 60;
    private static final double DOWN_LEAST = 5;
    private static final double DOWN_MOST = 60;
    private static final int APART = 20;
    private static final double BACK_WITHIN = 5;

    private final VirtualClock clock;
    private final Scenario scenario;
    private final Agents agents;
    private final Partitions partitions;
    private final Outages outages;
    private final Consumer<SimulatedAgent> restart;
    private final SplittableRandom crashes;
    private final SplittableRandom splits;
    private final SplittableRandom returns;

    /**
     * @param restart starts an agent that is down
     */
    FaultInjection(
            World world,
            Agents agents,
            Partitions partitions,
            Outages outages,
            Consumer<SimulatedAgent> restart,
            SplittableRandom random) {
        this.clock = world.clock();
        this.scenario = world.scenario();
        this.agents = agents;
        this.partitions = partitions;
        this.outages = outages;
        this.restart = restart;
        this.crashes = random.split();
        this.splits = random.split();
        this.returns = random.split();
    }

    void begin() {
        for (Incident incident : scenario.incidents()) plan(incident);
        if (scenario.faults().crash() > 0) agents.all().forEach(this::planCrash);
        if (!scenario.faults().partition().isZero()) planSplit();
    }

    private void plan(Incident incident) {
        long from = incident.from().toNanos();
        long until = incident.until().toNanos();
        if (incident instanceof Incident.Crash crash) {
            SimulatedAgent agent = agents.named(crash.host());
            clock.at(from, () -> crash(agent, until));
        } else if (incident instanceof Incident.Partition partition) {
            boolean[] side = new boolean[agents.all().size()];
            for (String host : partition.hosts()) side[agents.named(host).index()] = true;
            clock.at(from, () -> split(side, until));
        } else if (incident instanceof Incident.Outage outage) {
            List<SimulatedAgent> cut = outage.hosts().isEmpty()
                    ? agents.all()
                    : outage.hosts().stream().map(agents::named).toList();
            clock.at(from, () -> cut.forEach(agent -> cut(agent, until)));
        }
    }

    private void cut(SimulatedAgent agent, long until) {
        outages.begin(agent.index());
        clock.at(until + VirtualClock.nanos(returns.nextDouble() * BACK_WITHIN), () -> {
            outages.end(agent.index());
            agent.deliver(agent.run(), new Event.Reconnected(clock.instant()));
        });
    }

    private void crash(SimulatedAgent agent, long until) {
        if (!agent.up()) return;
        agent.crash();
        clock.at(until, () -> restart.accept(agent));
    }

    private void split(boolean[] side, long until) {
        partitions.begin(side);
        clock.at(until, () -> partitions.end(side));
    }

    private void planCrash(SimulatedAgent agent) {
        long at = clock.now() + wait(crashes, CRASH_MINUTE / scenario.faults().crash());
        long down = VirtualClock.nanos(DOWN_LEAST + crashes.nextDouble() * (DOWN_MOST - DOWN_LEAST));
        if (at + down > scenario.faults().until().toNanos()) return;
        clock.at(at, () -> {
            crash(agent, at + down);
            planCrash(agent);
        });
    }

    private void planSplit() {
        long length = scenario.faults().partition().toNanos();
        long at = clock.now() + wait(splits, (double) APART * length / VirtualClock.SECOND);
        if (at + length > scenario.faults().until().toNanos()) return;
        boolean[] side = new boolean[agents.all().size()];
        for (int host = 0; host < side.length; host++) side[host] = splits.nextBoolean();
        clock.at(at, () -> {
            split(side, at + length);
            planSplit();
        });
    }

    /** Exponential. */
    private static long wait(SplittableRandom random, double meanSeconds) {
        return VirtualClock.nanos(-meanSeconds * StrictMath.log(1 - random.nextDouble()));
    }
}
