package io.drover.fleet;

import io.drover.auction.Message;
import io.drover.cli.CommandFault;
import io.drover.cli.CommandSession;
import io.drover.cli.Output;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(description = "Shows one advice: why, what it promises, who approved it, and what became of it.")
final class AdviceShowCommand implements Callable<Integer> {

    private final CommandSession session;

    @Parameters(paramLabel = "ID", description = "As drover advice list shows it.")
    private String id;

    @Mixin
    private AdviceVisit visit;

    @Mixin
    private Output output;

    AdviceShowCommand(CommandSession session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return visit.go(session, (desk, configuration, patience) -> {
            Message.Advice question = new Message.Advice(id, Message.Advice.Word.SHOW, "", "");
            Message.AdviceAcknowledgement answer = desk.tell(question);
            if (!answer.ok()) throw CommandFault.failed(id + ": " + answer.reason());
            output.one(
                    AdviceRow.fields(
                            answer.proposals().entries().get(0),
                            InstantSource.system().instant()),
                    session.out());
            return 0;
        });
    }
}
