package io.drover.fleet;

import io.drover.cli.CommandProvider;
import io.drover.cli.CommandSession;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        description = {
            "Stops all agents from opening and joining auctions; running migrations finish.",
            "A pause outlives restarts, and new agents learn it. It ends by drover resume."
        })
final class PauseCommand implements Callable<Integer> {

    /** Makes {@code drover pause} known to the command line. */
    public static final class Provider implements CommandProvider {

        @Override
        public String name() {
            return "pause";
        }

        @Override
        public Object command(CommandSession session) {
            return new PauseCommand(session);
        }
    }

    private final CommandSession session;

    @Mixin
    private PauseBroadcast word;

    PauseCommand(CommandSession session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return word.tell(true, session);
    }
}
