package io.drover.audit;

import io.drover.cli.CommandProvider;
import io.drover.cli.CommandSession;

/** Makes {@code drover audit} known to the command line. */
public final class AuditProvider implements CommandProvider {

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public Object command(CommandSession session) {
        return new AuditCommand(session);
    }
}
