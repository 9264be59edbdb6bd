package io.drover.agent;

import io.drover.cli.CommandProvider;
import io.drover.cli.CommandSession;

/** Makes {@code drover agent} known to the command line. */
public final class AgentProvider implements CommandProvider {

    @Override
    public String name() {
        return "agent";
    }

    @Override
    public Object command(CommandSession session) {
        return new AgentCommand(session);
    }
}
