package io.drover.simulation;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.Pauses;
import io.drover.auction.Proposals;
import io.drover.engine.Engine;
import io.drover.model.HostInfo;
import io.drover.model.MigrationOrder;
import io.drover.model.Settings;
import io.drover.node.Journal;
import io.drover.node.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One host's agent over its runs: what a crash loses, and what its journal keeps. */
final class SimulatedAgent implements Journal {

    private final SimulatedHost host;
    private final VirtualClock clock;
    private final Spectator spectator;
    private final List<MigrationOrder> open = new ArrayList<>();
    private Effect.Keep kept = new Effect.Keep(Pauses.NONE);
    private List<String> listed = List.of();
    private Running running;
    private int run;

    SimulatedAgent(SimulatedHost host, VirtualClock clock, Spectator spectator) {
        this.host = host;
        this.clock = clock;
        this.spectator = spectator;
    }

    String name() {
        return host.name();
    }

    /** As its journal keeps it. */
    Proposals proposals() {
        return kept.proposals();
    }

    int index() {
        return host.index;
    }

    SimulatedHost host() {
        return host;
    }

    boolean up() {
        return running != null;
    }

    /** Counts its runs: what was meant for an earlier one is for nobody. */
    int run() {
        return run;
    }

    /** As the agent would describe itself now; it is {@link #up}. */
    HostInfo self() {
        return running.engine.self(clock.instant());
    }

    /**
     * @param parts made anew for this run
     */
    void start(Function<SimulatedAgent, Running> parts) {
        run++;
        running = parts.apply(this);
        deliver(run, new Event.Started(clock.instant(), kept.pauses(), kept.drains(), kept.proposals(), listed));
        for (MigrationOrder order : List.copyOf(open)) deliver(run, new Event.Resumed(clock.instant(), order));
    }

    void crash() {
        run++;
        running.timers.silence();
        running = null;
        spectator.crashed(this);
    }

    /** Dropped when the agent is not in this run any more. */
    void deliver(int toRun, Event event) {
        if (toRun != run || running == null) return;
        running.node.on(event);
        spectator.handled(this);
    }

    void sample() {
        deliver(run, new Event.Observed(clock.instant(), running.sampler.sample(clock.now())));
    }

    @Override
    public void heard(Event event) {
        spectator.heard(this, event);
        if (event instanceof Event.PeersListed peers) listed = peers.hosts();
        if (event instanceof Event.MigrationEnded ended) {
            open.removeIf(order ->
                    order.auction().equals(ended.auction()) && order.server().equals(ended.server()));
        }
    }

    @Override
    public boolean decided(Effect effect) {
        spectator.decided(this, effect);
        if (effect instanceof Effect.Migrate migrate) open.add(migrate.order());
        if (effect instanceof Effect.Keep keep) kept = keep;
        return true;
    }

    /** What lives as long as one run. */
    record Running(Engine engine, Node node, SimulatedTimers timers, SimulatedSampler sampler) {}

    /** The scenario's settings for this host. */
    Settings settings(Settings common) {
        return common.on(host.name()).in(host.spec.group());
    }
}
