package io.drover.simulation;

import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import io.drover.simulation.CentralPolicy.Move;
import io.drover.simulation.CentralPolicy.Terms;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;

/** A service beside the hosts that asks its policy at every audit and has Nova perform what it says. */
final class Controller implements SimulatedCloud.Client {

    private static final Duration WORTH = Duration.ofDays(1);

    private final VirtualClock clock;
    private final CentralPolicy policy;
    private final Terms terms;
    private final Meters meters;
    private final SimulatedCloud cloud;
    private final Deque<Move> planned = new ArrayDeque<>();
    private int underWay;
    private long audits;

    Controller(World world, SimulatedNova nova, CentralPolicy.Factory factory, SplittableRandom random) {
        this.clock = world.clock();
        this.policy = factory.policy(random.split());
        this.terms = policy.terms();
        this.meters = new Meters(world, terms, random.split());
        this.cloud = new SimulatedCloud(world, nova, this, random.split());
    }

    void begin() {
        meters.begin();
        clock.after(terms.audit().toNanos(), this::audit);
    }

    /** Its load is another from now on. */
    void changed(SimulatedHost host) {
        meters.changed(host);
    }

    private void audit() {
        clock.after(terms.audit().toNanos(), this::audit);
        if (underWay > 0) return;
        audits++;
        meters.snapshot().map(policy::decide).ifPresent(planned::addAll);
        perform();
    }

    private void perform() {
        for (int i = 0; i < terms.parallel() && !planned.isEmpty(); i++) {
            Move move = planned.remove();
            underWay++;
            cloud.migrate(new MigrationOrder(
                    "audit-" + audits,
                    move.server(),
                    move.source(),
                    move.destination(),
                    clock.instant().plus(WORTH),
                    0,
                    0));
        }
    }

    @Override
    public boolean there() {
        return true;
    }

    @Override
    public void ended(MigrationOrder order, Outcome outcome) {
        underWay--;
        if (underWay == 0) perform();
    }
}
