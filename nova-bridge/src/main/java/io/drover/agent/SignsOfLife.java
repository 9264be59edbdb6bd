package io.drover.agent;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Whether the parts of an agent that nobody waits for still work: a thread that has ended says nothing. */
final class SignsOfLife {

    /** A round of samples may wait for an OpenStack that is slow in each of many answers. */
    private static final Duration SAMPLES_WITHIN = Duration.ofMinutes(15);

    private static final Duration DIALS_WITHIN = Duration.ofMinutes(5);

    private final Predicate<Duration> link;
    private final boolean sampling;
    private volatile long sampledAt = System.nanoTime();

    /**
     * @param link whether the broker is there or was tried within the time
     * @param sampling whether this agent samples at all
     */
    SignsOfLife(Predicate<Duration> link, boolean sampling) {
        this.link = link;
        this.sampling = sampling;
    }

    /** The sampler has looked, whatever it saw. */
    void sampled() {
        sampledAt = System.nanoTime();
    }

    /** The proof of others, unless something that is needed does not work any more. */
    CompletableFuture<Void> with(Supplier<CompletableFuture<Void>> others) {
        Optional<String> missing = missing();
        return missing.isEmpty()
                ? others.get()
                : CompletableFuture.failedFuture(new IllegalStateException(missing.get()));
    }

    private Optional<String> missing() {
        if (!link.test(DIALS_WITHIN)) {
            return Optional.of("the broker was not tried for " + DIALS_WITHIN.toMinutes() + " minutes");
        }
        boolean silent = System.nanoTime() - sampledAt > SAMPLES_WITHIN.toNanos();
        if (sampling && silent) return Optional.of("no sample for " + SAMPLES_WITHIN.toMinutes() + " minutes");
        return Optional.empty();
    }
}
