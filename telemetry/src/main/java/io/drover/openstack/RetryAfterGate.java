package io.drover.openstack;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.openstack4j.core.transport.HttpMethod;

/** Which services want to be asked nothing for a while (Retry-After), and until when. Thread-safe. */
final class RetryAfterGate {

    private final InstantSource clock;
    private final Map<Service, Refused> quiet = new ConcurrentHashMap<>();

    RetryAfterGate(InstantSource clock) {
        this.clock = clock;
    }

    /** What a service answered last, and when it may be asked again. */
    private record Refused(CloudException answer, Instant until) {}

    /** Takes an answer that may say when to ask again. */
    void asked(CloudException refused) {
        Duration wait = refused.retryAfter();
        if (!wait.isZero()) {
            quiet.put(refused.service(), new Refused(refused, clock.instant().plus(wait)));
        }
    }

    /** Throws what the service answered last while it does not want to be asked. */
    void obey(ApiRequest request) {
        Refused refused = quiet.get(request.service());
        if (refused == null || request.method() == HttpMethod.DELETE) return;
        Duration left = Duration.between(clock.instant(), refused.until());
        if (left.isNegative() || left.isZero() || left.compareTo(RetryAfter.LONGEST) > 0) {
            quiet.remove(request.service(), refused);
            return;
        }
        CloudException.Reply again = new CloudException.Reply(
                request.service(),
                refused.answer().status(),
                refused.answer().requestId(),
                refused.answer().fault(),
                left);
        throw new CloudException.Unavailable(again, refused.answer().getMessage(), refused.answer(), false);
    }
}
