package io.drover.fleet;

import io.drover.auction.Message;
import io.drover.auction.Proposal;
import io.drover.cli.CommandFault;
import io.drover.cli.CommandSession;
import io.drover.cli.Flags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        description = {
            "Approves advice: it is auctioned again, and moves only if it still wins with the gain that it promised.",
            "A host that is busy, paused or outside of its change windows begins later, as long as the advice lives."
        })
final class AdviceApproveCommand implements Callable<Integer> {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final CommandSession session;

    @Option(names = "--wait", description = "Until it is known what became of all. Ctrl-C ends the waiting only.")
    private boolean wait;

    @Option(
            names = "--wait-timeout",
            paramLabel = "TIME",
            defaultValue = "2h",
            description = "Wait so long at most, with --wait. Default: ${DEFAULT-VALUE}.")
    private String longest;

    @Mixin
    private AdviceWord word;

    @Mixin
    private AdviceVisit visit;

    AdviceApproveCommand(CommandSession session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Duration bound = Flags.duration("--wait-timeout", longest);
        return visit.go(session, (desk, configuration, patience) -> {
            word.tell(desk, Message.Advice.Word.APPROVE, session);
            if (wait) await(desk, bound);
            return 0;
        });
    }

    /** @throws CommandFault naming what did not move, and why */
    private void await(AdviceDesk desk, Duration bound) throws InterruptedException {
        long until = System.nanoTime() + bound.toNanos();
        List<String> faults = new ArrayList<>();
        for (String id : word.ids()) {
            Proposal seen = look(desk, id);
            while (!seen.fate().state().over() && System.nanoTime() < until) {
                new CountDownLatch(1).await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                seen = look(desk, id);
            }
            if (!seen.fate().state().over()) faults.add(id + " has not ended yet; drover advice show tells more");
            else if (!seen.is(Proposal.State.MOVED))
                faults.add(id + ": " + seen.fate().text());
            else session.err().println(id + ": " + seen.fate().text());
        }
        if (!faults.isEmpty()) throw new CommandFault(CommandFault.FAILED, faults, null);
    }

    private static Proposal look(AdviceDesk desk, String id) throws InterruptedException {
        Message.AdviceAcknowledgement answer = desk.tell(new Message.Advice(id, Message.Advice.Word.SHOW, "", ""));
        if (!answer.ok()) throw CommandFault.failed(id + ": " + answer.reason());
        return answer.proposals().entries().get(0);
    }
}
