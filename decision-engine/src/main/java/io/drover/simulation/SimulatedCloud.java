package io.drover.simulation;

import io.drover.auction.Event;
import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import io.drover.node.Cloud;
import io.drover.scenario.Faults;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;

/** How a client reaches Nova: re-checks, one call, and polls until Nova shows an outcome. */
final class SimulatedCloud implements Cloud {

    private static final double CHECK = 0.15;
    private static final double CALL = 0.25;
    private static final double CALL_TIMEOUT = 10;
    private static final double POLL = 1;
    private static final double BREAK_LEAST = 0.1;
    private static final double BREAK_MOST = 0.9;

    private final VirtualClock clock;
    private final SimulatedNova nova;
    private final Faults faults;
    private final Client client;
    private final SplittableRandom random;

    /** Whoever gives orders. */
    interface Client {

        /** Whether it is still the one that gave them. */
        boolean there();

        void ended(MigrationOrder order, Outcome outcome);
    }

    /** For the agent's present run: what ends after it has crashed is not told. */
    SimulatedCloud(World world, SimulatedNova nova, SimulatedAgent agent, SplittableRandom random) {
        this(world, nova, new Run(agent, agent.run(), world.clock()), random);
    }

    SimulatedCloud(World world, SimulatedNova nova, Client client, SplittableRandom random) {
        this.clock = world.clock();
        this.nova = nova;
        this.faults = world.scenario().faults();
        this.client = client;
        this.random = random;
    }

    @Override
    public void migrate(MigrationOrder order) {
        after(CHECK, () -> call(order));
    }

    @Override
    public void watch(MigrationOrder order, Instant giveUpAt) {
        after(CHECK, () -> look(order, giveUpAt));
    }

    @Override
    public void refuse(MigrationOrder order, String reason) {
        after(0, () -> report(order, new Outcome.Skipped(reason)));
    }

    private void call(MigrationOrder order) {
        if (!client.there()) return;
        if (clock.instant().isAfter(order.callBefore())) {
            report(order, new Outcome.Skipped("too late to ask Nova"));
            return;
        }
        Optional<String> conflict = nova.conflict(order);
        if (conflict.isPresent()) {
            report(order, new Outcome.Skipped(conflict.get()));
            return;
        }
        boolean faulty = clock.now() < faults.until().toNanos();
        if (faulty && random.nextDouble() < faults.novaError()) spoil(order);
        else after(CALL, () -> follow(nova.request(order, 1)));
    }

    private void spoil(MigrationOrder order) {
        switch (random.nextInt(4)) {
            case 0 -> after(CALL, () -> report(order, new Outcome.Skipped("Nova answered 500 and shows no migration")));
            case 1 -> after(CALL, () -> follow(nova.refuse(order, "no valid host was found")));
            case 2 -> {
                SimulatedMigration unanswered = nova.request(order, 1);
                after(CALL_TIMEOUT, () -> follow(unanswered));
            }
            default -> {
                double breaksAt = BREAK_LEAST + random.nextDouble() * (BREAK_MOST - BREAK_LEAST);
                after(CALL, () -> follow(nova.request(order, breaksAt)));
            }
        }
    }

    private void look(MigrationOrder order, Instant giveUpAt) {
        if (!client.there()) return;
        Optional<SimulatedMigration> found = nova.find(order);
        if (found.isPresent()) follow(found.get());
        else if (clock.instant().isAfter(giveUpAt)) report(order, new Outcome.Skipped("Nova shows no migration"));
        else after(POLL, () -> look(order, giveUpAt));
    }

    /** Nova's state is polled, so an end is seen up to one interval later. */
    private void follow(SimulatedMigration migration) {
        migration.follow(ended -> after(
                POLL * random.nextDouble(),
                () -> report(ended.order, ended.outcome().orElseThrow())));
    }

    private void report(MigrationOrder order, Outcome outcome) {
        client.ended(order, outcome);
    }

    private void after(double seconds, Runnable action) {
        clock.after(VirtualClock.nanos(seconds), action);
    }

    /** One run of an agent. */
    private record Run(SimulatedAgent agent, int number, VirtualClock clock) implements Client {
        @Override
        public boolean there() {
            return agent.run() == number;
        }

        @Override
        public void ended(MigrationOrder order, Outcome outcome) {
            agent.deliver(number, new Event.MigrationEnded(clock.instant(), order.auction(), order.server(), outcome));
        }
    }
}
