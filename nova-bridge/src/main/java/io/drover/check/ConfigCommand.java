package io.drover.check;

import io.drover.cli.CommandProvider;
import io.drover.cli.CommandSession;
import io.drover.config.Sample;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(description = "Checks the configuration, or prints a sample.")
final class ConfigCommand implements Runnable {

    /** Makes {@code drover config} known to the command line. */
    public static final class Provider implements CommandProvider {

        @Override
        public String name() {
            return "config";
        }

        @Override
        public Object command(CommandSession session) {
            return new CommandLine(new ConfigCommand())
                    .addSubcommand("check", new ConfigCheckCommand(session, ServiceLoader.load(CloudCheck.class)))
                    .addSubcommand("sample", new Sampling(session));
        }
    }

    @Command(description = "Prints a configuration file with every option, commented out at its default.")
    private static final class Sampling implements Callable<Integer> {

        private final CommandSession session;

        Sampling(CommandSession session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            session.out().print(Sample.text());
            return 0;
        }
    }

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "check or sample?");
    }
}
