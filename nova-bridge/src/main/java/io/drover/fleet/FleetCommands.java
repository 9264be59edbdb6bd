package io.drover.fleet;

import io.drover.cli.CommandProvider;
import io.drover.cli.CommandSession;

/** Makes this package's commands known to the command line. */
public final class FleetCommands {

    private FleetCommands() {}

    /** {@code drover pause}. */
    public static final class Pause implements CommandProvider {
        @Override
        public String name() {
            return "pause";
        }

        @Override
        public Object command(CommandSession session) {
            return new PauseCommand(session);
        }
    }

    /** {@code drover resume}. */
    public static final class Resume implements CommandProvider {
        @Override
        public String name() {
            return "resume";
        }

        @Override
        public Object command(CommandSession session) {
            return new ResumeCommand(session);
        }
    }

    /** {@code drover status}. */
    public static final class Status implements CommandProvider {
        @Override
        public String name() {
            return "status";
        }

        @Override
        public Object command(CommandSession session) {
            return new StatusCommand(session);
        }
    }
}
