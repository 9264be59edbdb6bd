package io.drover.fleet;

import io.drover.cli.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(description = {"Lets all agents go on after drover pause.", "A pause by --group ends by the same --group."})
final class ResumeCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private Word word;

    ResumeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return word.tell(false, session);
    }
}
