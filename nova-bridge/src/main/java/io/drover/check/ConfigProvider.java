package io.drover.check;

import io.drover.cli.CommandProvider;
import io.drover.cli.CommandSession;
import java.util.ServiceLoader;
import picocli.CommandLine;

/** Makes {@code drover config} known to the command line. */
public final class ConfigProvider implements CommandProvider {

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
