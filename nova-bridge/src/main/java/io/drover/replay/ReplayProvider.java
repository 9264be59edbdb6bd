package io.drover.replay;

import io.drover.cli.CommandProvider;
import io.drover.cli.CommandSession;

/** Makes {@code drover replay} known to the command line. */
public final class ReplayProvider implements CommandProvider {

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public Object command(CommandSession session) {
        return new ReplayCommand(session);
    }
}
