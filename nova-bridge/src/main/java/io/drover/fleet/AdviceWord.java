package io.drover.fleet;

import io.drover.auction.Message;
import io.drover.auction.Proposal;
import io.drover.cli.CommandFault;
import io.drover.cli.CommandSession;
import io.drover.cli.Output;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One word on several pieces of advice: what approve and reject share. A picocli mixin. */
final class AdviceWord {

    @Parameters(arity = "1..*", paramLabel = "ID", description = "As drover advice list shows them.")
    private List<String> ids;

    @Option(names = "--reason", paramLabel = "TEXT", description = "For people: stands in the agents' journals.")
    private String reason = "";

    @Mixin
    private Output output;

    List<String> ids() {
        return ids;
    }

    /**
     * Says it, and prints what is known then.
     *
     * @throws CommandFault naming those that did not take the word
     */
    void tell(AdviceDesk desk, Message.Advice.Word word, CommandSession session) throws InterruptedException {
        List<Proposal> told = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (String id : ids) {
            Message.AdviceAcknowledgement answer =
                    desk.tell(new Message.Advice(id, word, reason, Operator.name(session)));
            told.addAll(answer.proposals().entries());
            if (!answer.ok()) faults.add(id + ": " + answer.reason());
        }
        output.list(AdviceRow.listing(told, InstantSource.system().instant()), session.out());
        session.out().flush();
        if (!faults.isEmpty()) throw new CommandFault(CommandFault.FAILED, faults, null);
    }
}
