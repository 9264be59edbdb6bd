package io.drover.simulation;

import io.drover.auction.Effect;
import io.drover.auction.Event;

/** See {@link AuctionPromises}. */
final class OnePromisePerBidder implements Invariant {

    private final VirtualClock clock;
    private final Violations violations;
    private final AuctionPromises promises;

    OnePromisePerBidder(World world, Violations violations) {
        this.clock = world.clock();
        this.violations = violations;
        this.promises = new AuctionPromises(world.scenario().settings());
    }

    @Override
    public String sentence() {
        return "a bidder is promised to one auction at a time";
    }

    @Override
    public void decided(SimulatedAgent agent, Effect effect) {
        promises.decided(agent.name(), clock.now(), effect).ifPresent(sentence -> violations.report(this, sentence));
    }

    @Override
    public void heard(SimulatedAgent agent, Event event) {
        promises.heard(agent.name(), event);
    }

    @Override
    public void crashed(SimulatedAgent agent) {
        promises.forget(agent.name());
    }
}
