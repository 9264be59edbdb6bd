package io.drover.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Adds {@code drover break HOW}, which ends in the way asked for. */
public final class BreakProvider implements CommandProvider {

    @Override
    public String name() {
        return "break";
    }

    @Override
    public Object command(CommandSession session) {
        return new Break();
    }

    @Command
    static final class Break implements Callable<Integer> {

        @Parameters
        private String how = "";

        @Override
        public Integer call() {
            if (how.equals("fault")) throw CommandFault.failed("the broker\n  is away");
            if (how.equals("bug")) throw new IllegalStateException("two hosts named pm1");
            return 0;
        }
    }
}
