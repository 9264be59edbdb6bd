package io.drover.cluster;

import io.drover.cli.CommandProvider;
import io.drover.cli.Session;
import io.drover.plan.AuctionPlanner;

/** Makes {@code drover plan} known to the command line. */
public final class PlanProvider implements CommandProvider {

    @Override
    public String name() {
        return "plan";
    }

    @Override
    public Object command(Session session) {
        return new PlanCommand(session, new AuctionPlanner());
    }
}
