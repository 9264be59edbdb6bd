package io.drover.check;

import io.drover.cli.CommandSession;
import io.drover.config.Sample;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(description = "Prints a configuration file with every option, commented out at its default.")
final class ConfigSampleCommand implements Callable<Integer> {

    private final CommandSession session;

    ConfigSampleCommand(CommandSession session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.out().print(Sample.text());
        return 0;
    }
}
