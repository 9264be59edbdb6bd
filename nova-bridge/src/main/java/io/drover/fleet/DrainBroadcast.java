package io.drover.fleet;

import io.drover.auction.Address;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.cli.CommandSession;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Orders to drain, or to drain no more: told to every agent, and asked again of those that are meant. */
final class DrainBroadcast {

    /** See {@link PauseBroadcast}: newer than all that the agents know, however late this machine's clock is. */
    private static final Duration INSISTING = Duration.ofSeconds(50);

    private final FleetVisit visit;
    private final Duration patience;

    DrainBroadcast(FleetVisit visit, Duration patience) {
        this.visit = visit;
        this.patience = patience;
    }

    /**
     * What is to be said about each of several hosts.
     *
     * @param excludedToo see {@link Message.Drain}
     * @param returning see {@link Message.Drain}
     * @param atOnce see {@link Message.Drain}
     */
    record Order(boolean draining, boolean excludedToo, String reason, boolean returning, boolean atOnce) {

        Message.Drain about(String host, CommandSession session, Duration ahead) {
            String by = Operator.name(session);
            return new Message.Drain(
                    host,
                    draining,
                    excludedToo,
                    reason,
                    by,
                    InstantSource.system().instant().plus(ahead),
                    returning,
                    atOnce);
        }
    }

    /** By host, in the order in which they were named; empty: no answer of the host itself. */
    Map<String, Optional<Message.DrainAcknowledgement>> tell(
            List<String> hosts,
            Order order,
            CompletableFuture<Optional<List<String>>> everybody,
            CommandSession session)
            throws InterruptedException {
        Map<String, Optional<Message.DrainAcknowledgement>> answers = new LinkedHashMap<>();
        for (String host : hosts) {
            Optional<Message.DrainAcknowledgement> own =
                    told(order.about(host, session, Duration.ZERO), everybody, session);
            if (own.filter(answer -> answer.draining() != order.draining()).isPresent()) {
                own = told(order.about(host, session, INSISTING), everybody, session);
            }
            answers.put(host, own);
        }
        return answers;
    }

    private Optional<Message.DrainAcknowledgement> told(
            Message.Drain word, CompletableFuture<Optional<List<String>>> everybody, CommandSession session)
            throws InterruptedException {
        RollCall.Result result = RollCall.take(
                visit,
                word,
                message -> message instanceof Message.DrainAcknowledgement answer
                        && answer.host().equals(word.host()),
                everybody,
                patience);
        if (!result.silent().isEmpty()) {
            session.warn("no answer from " + String.join(", ", result.silent()) + ", which learn of " + word.host()
                    + " when they are back");
        }
        return Optional.ofNullable(result.answers().get(word.host()))
                .map(answer -> (Message.DrainAcknowledgement) answer.envelope().message());
    }

    /**
     * How far the host is.
     *
     * @param word as it was told before: it changes nothing
     * @return empty: no answer in time, or no agent is there
     */
    Optional<Message.DrainAcknowledgement> look(Message.Drain word) throws InterruptedException {
        visit.ask(Address.host(word.host()), word, patience);
        long until = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < until) {
            Optional<Event> next = visit.next(until - System.nanoTime());
            if (next.isEmpty() || next.get() instanceof Event.Undelivered) return Optional.empty();
            if (next.get() instanceof Event.Heard heard
                    && heard.envelope().source().equals(word.host())
                    && heard.envelope().message() instanceof Message.DrainAcknowledgement answer
                    && answer.host().equals(word.host())) return Optional.of(answer);
        }
        return Optional.empty();
    }
}
