package io.drover.service;

import io.drover.cli.CommandProvider;
import io.drover.cli.CommandSession;

/** Makes {@code drover measure} known to the command line. */
public final class MeasureProvider implements CommandProvider {

    @Override
    public String name() {
        return "measure";
    }

    @Override
    public Object command(CommandSession session) {
        return new MeasureCommand(session);
    }
}
