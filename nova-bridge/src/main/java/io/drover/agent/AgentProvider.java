package io.drover.agent;

import io.drover.cli.CommandProvider;
import io.drover.cli.Session;

/** Makes {@code drover agent} known to the command line. */
public final class AgentProvider implements CommandProvider {

    @Override
    public String name() {
        return "agent";
    }

    @Override
    public Object command(Session session) {
        return new AgentCommand(session);
    }
}
