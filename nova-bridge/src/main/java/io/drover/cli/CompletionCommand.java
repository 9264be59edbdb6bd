package io.drover.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(description = "Prints completion for bash and zsh: source <(drover completion).")
final class CompletionCommand implements Callable<Integer> {

    private final CommandSession session;

    @Spec
    private CommandSpec spec;

    CompletionCommand(CommandSession session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.out().print(AutoComplete.bash("drover", spec.root().commandLine()));
        return 0;
    }
}
