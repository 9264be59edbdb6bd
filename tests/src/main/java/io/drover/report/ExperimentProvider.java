package io.drover.report;

import io.drover.cli.CommandProvider;
import io.drover.cli.Session;

/** Makes {@code drover experiment} known to the command line. */
public final class ExperimentProvider implements CommandProvider {

    @Override
    public String name() {
        return "experiment";
    }

    @Override
    public Object command(Session session) {
        return new ExperimentCommand(session);
    }
}
