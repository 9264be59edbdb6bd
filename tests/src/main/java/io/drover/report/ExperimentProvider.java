package io.drover.report;

import io.drover.cli.CommandProvider;
import io.drover.cli.CommandSession;

/** Makes {@code drover experiment} known to the command line. */
public final class ExperimentProvider implements CommandProvider {

    @Override
    public String name() {
        return "experiment";
    }

    @Override
    public Object command(CommandSession session) {
        return new ExperimentCommand(session);
    }
}
