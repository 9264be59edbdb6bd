package io.drover.cluster;

import io.drover.cli.CommandProvider;
import io.drover.cli.CommandSession;
import io.drover.plan.AuctionPlanner;

/** Makes {@code drover plan} known to the command line. */
public final class PlanProvider implements CommandProvider {

    @Override
    public String name() {
        return "plan";
    }

    @Override
    public Object command(CommandSession session) {
        return new PlanCommand(session, new AuctionPlanner());
    }
}
