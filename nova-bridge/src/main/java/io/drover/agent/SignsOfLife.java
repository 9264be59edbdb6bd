package io.drover.agent;

import io.drover.amqp.LinkState;
import io.drover.config.AgentConfig;
import io.drover.health.Sign;
import io.drover.runtime.Tempo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Whether the parts of an agent that nobody waits for still work: a thread that has ended says nothing. systemd ends an
 * agent that shows none; {@code drover health} tells of more, since a broker that is away is no reason to end anything.
 */
final class SignsOfLife {

    /** A round of samples may wait for an OpenStack that is slow in each of many answers. */
    private static final Duration SAMPLES_WITHIN = Duration.ofMinutes(15);

    private static final Duration DIALS_WITHIN = Duration.ofMinutes(5);

    private static final Duration DECISIONS_HEALTHY = Duration.ofSeconds(40);
    private static final Duration BROKER_HEALTHY = Duration.ofSeconds(20);

    private final Optional<Duration> samplesHealthy;
    private final Supplier<CompletableFuture<Void>> deciding;
    private final LongSupplier nanos;
    private CompletableFuture<Void> proof = CompletableFuture.completedFuture(null);
    private volatile long decidedAt;
    private volatile long lookedAt;
    private volatile long soundAt;
    private volatile long linkedAt;
    private volatile String problem = "there was no sample yet";
    private volatile String link = "not connected yet";
    private volatile boolean connected;

    /**
     * @param deciding begins a proof that the deciding thread works
     * @param samplesHealthy the oldest sample that is healthy, in real time; empty: this agent does not sample
     * @param nanos real time that goes on
     */
    SignsOfLife(Supplier<CompletableFuture<Void>> deciding, Optional<Duration> samplesHealthy, LongSupplier nanos) {
        this.deciding = deciding;
        this.samplesHealthy = samplesHealthy;
        this.nanos = nanos;
        this.decidedAt = nanos.getAsLong();
        this.lookedAt = decidedAt;
        this.soundAt = decidedAt;
        this.linkedAt = decidedAt;
    }

    static SignsOfLife of(AgentConfig config, Tempo tempo, Supplier<CompletableFuture<Void>> deciding) {
        Duration rounds = config.telemetry().settings().interval().multipliedBy(3);
        Duration oldest = config.telemetry().maxAge();
        Duration healthy = tempo.real(oldest.compareTo(rounds) > 0 ? oldest : rounds);
        boolean sampling = config.engine().mode().takesPart();
        return new SignsOfLife(deciding, Optional.of(healthy).filter(any -> sampling), System::nanoTime);
    }

    /** The sampler has looked, whatever it saw. */
    void looked() {
        lookedAt = nanos.getAsLong();
    }

    /** A sample was taken. */
    void sampled(Optional<String> what) {
        if (what.isEmpty()) soundAt = nanos.getAsLong();
        problem = what.orElse("");
    }

    void linked(LinkState state, String detail) {
        boolean now = state == LinkState.CONNECTED || state == LinkState.RECOVERED || state == LinkState.UNBLOCKED;
        if (connected) linkedAt = nanos.getAsLong();
        connected = now;
        link = detail;
    }

    boolean connected() {
        return connected;
    }

    /**
     * A proof of the deciding thread, unless something else that is needed does not work any more.
     *
     * @param dialled whether the broker is there or was tried within the time
     */
    CompletableFuture<Void> alive(Predicate<Duration> dialled) {
        Optional<String> missing = missing(dialled);
        return missing.isEmpty()
                ? deciding.get()
                : CompletableFuture.failedFuture(new IllegalStateException(missing.get()));
    }

    private Optional<String> missing(Predicate<Duration> dialled) {
        if (!dialled.test(DIALS_WITHIN)) {
            return Optional.of("the broker was not tried for " + DIALS_WITHIN.toMinutes() + " minutes");
        }
        boolean silent = since(lookedAt).compareTo(SAMPLES_WITHIN) > 0;
        if (samplesHealthy.isPresent() && silent) {
            return Optional.of("no sample for " + SAMPLES_WITHIN.toMinutes() + " minutes");
        }
        return Optional.empty();
    }

    /** Signs by themselves; asks the deciding thread for the next proof, and does not wait for it. */
    synchronized List<Sign> now() {
        if (proof.isDone()) prove();
        List<Sign> signs = new ArrayList<>();
        signs.add(new Sign("decisions", since(decidedAt), DECISIONS_HEALTHY, "the deciding thread"));
        signs.add(new Sign("broker", connected ? Duration.ZERO : since(linkedAt), BROKER_HEALTHY, link));
        samplesHealthy.ifPresent(within -> signs.add(new Sign("samples", since(soundAt), within, problem)));
        return signs;
    }

    private void prove() {
        try {
            proof = deciding.get();
            proof.thenRun(() -> decidedAt = nanos.getAsLong());
        } catch (RejectedExecutionException closed) {
            proof = CompletableFuture.completedFuture(null); // the agent ends, and its signs with it
        }
    }

    private Duration since(long then) {
        return Duration.ofNanos(nanos.getAsLong() - then);
    }
}
