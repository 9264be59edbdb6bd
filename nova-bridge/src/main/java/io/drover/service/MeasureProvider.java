package io.drover.service;

import io.drover.cli.CommandProvider;
import io.drover.cli.Session;

/** Makes {@code drover measure} known to the command line. */
public final class MeasureProvider implements CommandProvider {

    @Override
    public String name() {
        return "measure";
    }

    @Override
    public Object command(Session session) {
        return new MeasureCommand(session);
    }
}
