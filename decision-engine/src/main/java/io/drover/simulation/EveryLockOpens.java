package io.drover.simulation;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.model.Decimal;
import io.drover.model.Settings;

/**
 * Auctions hold a lock as long as they last, so an open lock says that its auction is over. While Nova migrates from
 * or to a host, its lock may stay; what comes before and after has a bound.
 */
final class EveryLockOpens implements Invariant {

    private static final int LEASES = 4;

    private final VirtualClock clock;
    private final Violations violations;
    private final long bound;
    private final Lock[] locks;
    private final boolean[] sampled;
    private final boolean[] involved;

    EveryLockOpens(World world, Violations violations) {
        this.clock = world.clock();
        this.violations = violations;
        Settings settings = world.scenario().settings();
        this.bound = LEASES * settings.auction().lockTimeout().toNanos()
                + settings.auction().sourceSettle().toNanos()
                + settings.auction().destinationSettle().toNanos()
                + 2 * world.scenario().conditions().interval().toNanos();
        int hosts = world.fleet().hosts().size();
        this.sampled = new boolean[hosts];
        this.involved = new boolean[hosts];
        this.locks = new Lock[hosts];
    }

    @Override
    public String sentence() {
        return "every auction, lock and flag ends";
    }

    @Override
    public void heard(SimulatedAgent agent, Event event) {
        sampled[agent.index()] = event instanceof Event.Observed;
    }

    /** Who says nothing in an auction is not locked by one: most agents need no look. */
    @Override
    public void decided(SimulatedAgent agent, Effect effect) {
        if (effect instanceof Effect.Send send && !send.envelope().auction().isEmpty()) involved[agent.index()] = true;
    }

    @Override
    public void handled(SimulatedAgent agent) {
        if (sampled[agent.index()] && involved[agent.index()]) check(agent);
    }

    @Override
    public void ended(SimulatedMigration migration) {
        extend(migration.source);
        extend(migration.destination);
    }

    @Override
    public void crashed(SimulatedAgent agent) {
        locks[agent.index()] = null;
    }

    private void check(SimulatedAgent agent) {
        String holder = agent.self().standing().lockedBy();
        Lock lock = locks[agent.index()];
        if (holder.isEmpty()) {
            locks[agent.index()] = null;
            involved[agent.index()] = false;
        } else if (lock == null || !lock.auction.equals(holder)) {
            locks[agent.index()] = new Lock(holder, clock.now());
        } else if (clock.now() - lock.since > bound
                && agent.host().facts().migrations().isEmpty()) {
            violations.report(
                    this,
                    agent.name() + " is locked by " + holder + " since " + Decimal.milliseconds(lock.since)
                            + " ms, without a migration");
            locks[agent.index()] = new Lock(holder, Long.MAX_VALUE);
        }
    }

    private void extend(SimulatedHost host) {
        Lock lock = locks[host.index];
        if (lock != null) locks[host.index] = new Lock(lock.auction, clock.now());
    }

    private record Lock(String auction, long since) {}
}
