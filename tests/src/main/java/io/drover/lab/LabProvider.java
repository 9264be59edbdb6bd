package io.drover.lab;

import io.drover.cli.CommandProvider;
import io.drover.cli.CommandSession;

/** Makes {@code drover lab} known to the command line. */
public final class LabProvider implements CommandProvider {

    @Override
    public String name() {
        return "lab";
    }

    @Override
    public Object command(CommandSession session) {
        return new LabCommand(session);
    }
}
