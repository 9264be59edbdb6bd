package io.drover.emulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** The requests that shall go wrong. Thread-safe, and free of charge while there are none. */
public final class RequestFaults {

    /** Which requests: a service ({@code compute}, or {@code *}), a method or {@code *}, and part of the path. */
    public record Match(String service, String method, String pathPart) {

        public static final Match ALL = new Match("*", "*", "");

        boolean fits(String itsService, String itsMethod, String path) {
            return (service.equals("*") || service.equals(itsService))
                    && (method.equals("*") || method.equals(itsMethod))
                    && path.contains(pathPart);
        }
    }

    /**
     * What happens to them.
     *
     * @param status 0 to answer as if nothing were wrong
     * @param delay before the answer, in real time whatever the cloud's clock does
     * @param reset the connection is reset instead of an answer
     * @param headers of the answer, beside its own
     * @param rewriting what becomes of an answer's document; a null one stays as it is
     */
    public record Effect(
            int status, Duration delay, boolean reset, Map<String, String> headers, UnaryOperator<JsonNode> rewriting) {

        private Effect(int status, Duration delay, boolean reset) {
            this(status, delay, reset, Map.of(), UnaryOperator.identity());
        }

        public static Effect status(int code) {
            return new Effect(code, Duration.ZERO, false);
        }

        public static Effect delay(Duration duration) {
            return new Effect(0, duration, false);
        }

        /** A rate limit (429) that ends after this. */
        public static Effect tooManyRequests(Duration retryAfter) {
            Map<String, String> header = Map.of("Retry-After", Long.toString(retryAfter.toSeconds()));
            return new Effect(429, Duration.ZERO, false, header, UnaryOperator.identity());
        }

        /** The answer with another document; the operator may change the one that it is given. */
        public static Effect rewritten(UnaryOperator<JsonNode> rewriting) {
            return new Effect(0, Duration.ZERO, false, Map.of(), rewriting);
        }

        public static Effect connectionReset() {
            return new Effect(0, Duration.ZERO, true);
        }
    }

    private record Plan(Match match, Effect effect, AtomicInteger left, Instant until) {}

    private final InstantSource clock;
    private final List<Plan> plans = new CopyOnWriteArrayList<>();

    public RequestFaults(InstantSource clock) {
        this.clock = clock;
    }

    public void next(int count, Match match, Effect effect) {
        plans.add(new Plan(match, effect, new AtomicInteger(count), Instant.MAX));
    }

    /** For a while by the cloud's clock. */
    public void during(Duration duration, Match match, Effect effect) {
        plans.add(new Plan(
                match,
                effect,
                new AtomicInteger(Integer.MAX_VALUE),
                clock.instant().plus(duration)));
    }

    public void clear() {
        plans.clear();
    }

    /** Null when nothing is wrong. */
    Effect take(String service, String method, String path) {
        if (plans.isEmpty()) {
            return null;
        }
        Instant now = clock.instant();
        plans.removeIf(plan -> plan.left().get() <= 0 || !now.isBefore(plan.until()));
        for (Plan plan : plans) {
            if (plan.match().fits(service, method, path) && plan.left().getAndDecrement() > 0) {
                return plan.effect();
            }
        }
        return null;
    }
}
