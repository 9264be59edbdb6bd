package io.drover.fleet;

import io.drover.auction.Message;
import io.drover.cli.CommandSession;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        description = {
            "Rejects advice: its host proposes that server no more for [advice] lifetime.",
            "What was approved can be rejected as long as its auction has not begun."
        })
final class AdviceRejectCommand implements Callable<Integer> {

    private final CommandSession session;

    @Mixin
    private AdviceWord word;

    @Mixin
    private AdviceVisit visit;

    AdviceRejectCommand(CommandSession session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return visit.go(session, (desk, configuration, patience) -> {
            word.tell(desk, Message.Advice.Word.REJECT, session);
            return 0;
        });
    }
}
