package io.drover.fleet;

import io.drover.cli.CommandProvider;
import io.drover.cli.CommandSession;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(description = {"Lets all agents go on after drover pause.", "A pause by --group ends by the same --group."})
final class ResumeCommand implements Callable<Integer> {

    /** Makes {@code drover resume} known to the command line. */
    public static final class Provider implements CommandProvider {

        @Override
        public String name() {
            return "resume";
        }

        @Override
        public Object command(CommandSession session) {
            return new ResumeCommand(session);
        }
    }

    private final CommandSession session;

    @Mixin
    private PauseBroadcast word;

    ResumeCommand(CommandSession session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return word.tell(false, session);
    }
}
