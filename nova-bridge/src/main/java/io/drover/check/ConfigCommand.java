package io.drover.check;

import io.drover.cli.CommandProvider;
import io.drover.cli.CommandSession;
import java.util.ServiceLoader;
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
                    .addSubcommand("sample", new ConfigSampleCommand(session));
        }
    }

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "check or sample?");
    }
}
