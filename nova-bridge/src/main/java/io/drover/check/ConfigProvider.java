package io.drover.check;

import io.drover.cli.CommandProvider;
import io.drover.cli.Session;
import java.util.ServiceLoader;
import picocli.CommandLine;

/** Makes {@code drover config} known to the command line. */
public final class ConfigProvider implements CommandProvider {

    @Override
    public String name() {
        return "config";
    }

    @Override
    public Object command(Session session) {
        return new CommandLine(new ConfigCommand())
                .addSubcommand("check", new ConfigCheckCommand(session, ServiceLoader.load(CloudCheck.class)))
                .addSubcommand("sample", new ConfigSampleCommand(session));
    }
}
