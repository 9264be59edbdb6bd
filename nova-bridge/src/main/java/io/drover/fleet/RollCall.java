package io.drover.fleet;

import io.drover.auction.Address;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * One question to every agent, and the answers. A silent host is asked once more by name, so that the broker tells
 * where no agent is. Ends as soon as all expected hosts are accounted for, or, when nobody is expected, once it has
 * been quiet for a second; at the timeout in any case.
 */
public final class RollCall {

    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final long TURN_NANOS = Duration.ofMillis(50).toNanos();

    private final FleetVisit visit;
    private final Message question;
    private final Predicate<Message> answer;
    private final Duration timeout;
    private final SortedMap<String, Answer> answers = new TreeMap<>();
    private final SortedSet<String> absent = new TreeSet<>();
    private SortedSet<String> expected;
    private long began;
    private long newest;

    /**
     * @param after how long it took
     */
    public record Answer(Envelope envelope, Duration after) {}

    /**
     * By host.
     *
     * @param silent expected, and did not answer in time
     * @param absent expected, and the broker says that no agent is there
     * @param complete whether all silent hosts are known; false: a host may have gone unnoticed
     */
    public record Result(
            SortedMap<String, Answer> answers, SortedSet<String> silent, SortedSet<String> absent, boolean complete) {}

    private RollCall(FleetVisit visit, Message question, Predicate<Message> answer, Duration timeout) {
        this.visit = visit;
        this.question = question;
        this.answer = answer;
        this.timeout = timeout;
    }

    /**
     * @param answer what counts as one
     * @param hosts the expected ones, as soon as they are known; empty or failed: unknown
     */
    public static Result take(
            FleetVisit visit,
            Message question,
            Class<? extends Message> answer,
            CompletableFuture<Optional<List<String>>> hosts,
            Duration timeout)
            throws InterruptedException {
        return take(visit, question, (Predicate<Message>) answer::isInstance, hosts, timeout);
    }

    /** The same, when not every message of a type is an answer to this question. */
    static Result take(
            FleetVisit visit,
            Message question,
            Predicate<Message> answer,
            CompletableFuture<Optional<List<String>>> hosts,
            Duration timeout)
            throws InterruptedException {
        return new RollCall(visit, question, answer, timeout).take(hosts);
    }

    private Result take(CompletableFuture<Optional<List<String>>> hosts) throws InterruptedException {
        began = System.nanoTime();
        newest = began;
        visit.ask(Address.FLEET, question, timeout);
        while (left() > 0 && !over(hosts)) {
            if (expected == null) expect(hosts);
            Optional<Event> next = visit.next(Math.min(left(), TURN_NANOS));
            next.ifPresent(this::hear);
        }
        return new Result(answers, silent(), absent, expected != null);
    }

    private void expect(CompletableFuture<Optional<List<String>>> hosts) {
        if (!hosts.isDone() || hosts.isCompletedExceptionally()) return;
        hosts.join().ifPresent(known -> {
            expected = new TreeSet<>(known);
            silent().forEach(host -> visit.ask(Address.host(host), question, Duration.ofNanos(left())));
        });
    }

    private boolean over(CompletableFuture<Optional<List<String>>> hosts) {
        if (expected != null) return silent().isEmpty();
        return hosts.isDone() && !answers.isEmpty() && System.nanoTime() - newest >= QUIET.toNanos();
    }

    private void hear(Event event) {
        if (event instanceof Event.Undelivered lost && lost.envelope().to() instanceof Address.Host host) {
            absent.add(host.name());
        } else if (event instanceof Event.Heard heard
                && answer.test(heard.envelope().message())) {
            newest = System.nanoTime();
            answers.putIfAbsent(
                    heard.envelope().source(), new Answer(heard.envelope(), Duration.ofNanos(newest - began)));
        }
    }

    private SortedSet<String> silent() {
        SortedSet<String> silent = new TreeSet<>();
        if (expected != null) silent.addAll(expected);
        silent.removeAll(answers.keySet());
        silent.removeAll(absent);
        return silent;
    }

    private long left() {
        return timeout.toNanos() - (System.nanoTime() - began);
    }
}
