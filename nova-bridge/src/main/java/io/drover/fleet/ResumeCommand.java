package io.drover.fleet;

import io.drover.cli.CommandSession;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        description = {
            "Lets all agents go on after drover pause.",
            "What was paused by --group is resumed by the same --group."
        })
final class ResumeCommand implements Callable<Integer> {

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
