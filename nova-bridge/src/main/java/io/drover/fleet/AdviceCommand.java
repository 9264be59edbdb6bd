package io.drover.fleet;

import io.drover.cli.CommandProvider;
import io.drover.cli.CommandSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        description = {
            "Shows what agents in mode propose would move, and approves or rejects it.",
            "What is approved is auctioned again, and moves only if it still wins with the gain that it promised."
        })
final class AdviceCommand implements Runnable {

    /** Makes {@code drover advice} known to the command line. */
    public static final class Provider implements CommandProvider {

        @Override
        public String name() {
            return "advice";
        }

        @Override
        public Object command(CommandSession session) {
            return new CommandLine(new AdviceCommand())
                    .addSubcommand("list", new AdviceListCommand(session))
                    .addSubcommand("show", new AdviceShowCommand(session))
                    .addSubcommand("approve", new AdviceApproveCommand(session))
                    .addSubcommand("reject", new AdviceRejectCommand(session));
        }
    }

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "list, show, approve or reject?");
    }
}
