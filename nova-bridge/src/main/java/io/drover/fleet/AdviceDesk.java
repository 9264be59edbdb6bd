package io.drover.fleet;

import io.drover.auction.Address;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Proposal;
import io.drover.cli.CommandFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where advice is asked for, and words on it are given. One thread. */
final class AdviceDesk {

    private static final Message EVERYTHING = new Message.Advice("", Message.Advice.Word.SHOW, "", "");

    private final FleetVisit visit;
    private final Duration patience;

    AdviceDesk(FleetVisit visit, Duration patience) {
        this.visit = visit;
        this.patience = patience;
    }

    /**
     * Of all agents that answer, in order of their hosts.
     *
     * @param hosts those that are expected, as soon as they are known
     * @throws CommandFault when nobody answers
     */
    List<Proposal> all(CompletableFuture<Optional<List<String>>> hosts) throws InterruptedException {
        RollCall.Result result = RollCall.take(visit, EVERYTHING, Message.AdviceAcknowledgement.class, hosts, patience);
        if (result.answers().isEmpty()) throw CommandFault.failed(StatusCommand.nobody(visit));
        List<Proposal> all = new ArrayList<>();
        for (Map.Entry<String, RollCall.Answer> each : result.answers().entrySet()) {
            Message.AdviceAcknowledgement answer =
                    (Message.AdviceAcknowledgement) each.getValue().envelope().message();
            all.addAll(answer.proposals().entries());
        }
        return all;
    }

    /**
     * The answer of the one agent that has this advice.
     *
     * @throws CommandFault when it does not answer, or the id names no host
     */
    Message.AdviceAcknowledgement tell(Message.Advice word) throws InterruptedException {
        String host = Proposal.host(word.id());
        if (host.isEmpty()) {
            throw CommandFault.usage(word.id() + " is no id of advice: drover advice list shows them");
        }
        visit.ask(Address.host(host), word, patience);
        long until = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < until) {
            Optional<Event> next = visit.next(until - System.nanoTime());
            if (next.isEmpty() || next.get() instanceof Event.Undelivered) break;
            if (next.get() instanceof Event.Heard heard
                    && heard.envelope().source().equals(host)
                    && heard.envelope().message() instanceof Message.AdviceAcknowledgement answer
                    && answer.id().equals(word.id())) return answer;
        }
        throw CommandFault.failed("no agent answers on " + host);
    }
}
