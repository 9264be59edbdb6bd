package io.drover.simulate;

import io.drover.cli.CommandProvider;
import io.drover.cli.CommandSession;

/** Makes {@code drover simulate} known to the command line. */
public final class SimulateProvider implements CommandProvider {

    @Override
    public String name() {
        return "simulate";
    }

    @Override
    public Object command(CommandSession session) {
        return new SimulateCommand(session);
    }
}
