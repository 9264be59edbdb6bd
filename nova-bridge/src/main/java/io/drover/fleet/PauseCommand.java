package io.drover.fleet;

import io.drover.cli.CommandSession;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        description = {
            "Stops all agents from opening and joining auctions; running migrations finish.",
            "Agents keep it over restarts, and newcomers learn it, until drover resume."
        })
final class PauseCommand implements Callable<Integer> {

    private final CommandSession session;

    @Mixin
    private PauseBroadcast word;

    PauseCommand(CommandSession session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return word.tell(true, session);
    }
}
