package io.drover.openstack;

import java.time.Duration;

/**
 * A service did not do what it was asked. The message is one sentence for people, without secrets.
 */
public abstract sealed class CloudException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final int LONGEST = 1000;

    private final Service service;
    private final int status;
    private final String requestId;
    private final String fault;
    private final Duration retryAfter;

    private CloudException(Reply reply, String message, Throwable cause) {
        super(bounded(message), cause);
        this.service = reply.service();
        this.status = reply.status();
        this.requestId = reply.requestId();
        this.fault = reply.fault();
        this.retryAfter = reply.retryAfter();
    }

    /** What a service says may be in it, and a log's line is no place for a megabyte. */
    private static String bounded(String message) {
        return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…";
    }

    /**
     * What is known of the refusal.
     *
     * @param status HTTP's; 0: no answer
     * @param requestId OpenStack's, as the service logs it; empty: none
     * @param fault the service's own words; empty: none
     * @param retryAfter how long it does not want to be asked; zero: it does not say
     */
    record Reply(Service service, int status, String requestId, String fault, Duration retryAfter) {

        Reply(Service service) {
            this(service, 0, "", "", Duration.ZERO);
        }

        String sentence(String asked) {
            String reason = fault.isEmpty() ? "" : ": " + fault;
            return service.title() + " answered " + status + " to " + asked + reason;
        }
    }

    public Service service() {
        return service;
    }

    /** HTTP's; 0: no answer. */
    public int status() {
        return status;
    }

    /** OpenStack's request id; empty: none. */
    public String requestId() {
        return requestId;
    }

    /** The service's own words; empty: none. */
    public String fault() {
        return fault;
    }

    /** How long the service does not want to be asked (Retry-After); zero: it does not say. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** Whether the same question may find an answer later. */
    public boolean retryable() {
        return this instanceof Unavailable;
    }

    /** Whether the request may have been carried out although it looks failed. */
    public boolean uncertain() {
        return this instanceof Unavailable unavailable && unavailable.sent;
    }

    /** It answers, but what it must have is not there; {@code message} is one sentence. */
    public static CloudException unusable(Service service, String message) {
        return new Unusable(service, message, null);
    }

    static CloudException of(Reply reply, String asked) {
        String message = reply.sentence(asked);
        return switch (reply.status()) {
            case 401 -> new Unauthenticated(reply, message);
            case 404 -> new NotFound(reply, message);
            case 409 -> new Conflict(reply, message);
            case 408, 413, 429 -> new Unavailable(reply, message, null, false);
            default ->
                reply.status() >= 500 ? new Unavailable(reply, message, null, true) : new Refused(reply, message);
        };
    }

    /** 404: there is no such thing. */
    public static final class NotFound extends CloudException {
        private static final long serialVersionUID = 1;

        NotFound(Reply reply, String message) {
            super(reply, message, null);
        }
    }

    /** 409: its present state does not allow it. */
    public static final class Conflict extends CloudException {
        private static final long serialVersionUID = 1;

        Conflict(Reply reply, String message) {
            super(reply, message, null);
        }
    }

    /** Any other 4xx: a malformed or forbidden request, an unknown host. */
    public static final class Refused extends CloudException {
        private static final long serialVersionUID = 1;

        Refused(Reply reply, String message) {
            super(reply, message, null);
        }
    }

    /** 401: Keystone does not know these credentials, or a service does not take the token. */
    public static final class Unauthenticated extends CloudException {
        private static final long serialVersionUID = 1;

        Unauthenticated(Reply reply, String message) {
            super(reply, message, null);
        }
    }

    /** No connection, no answer in time, 5xx, or too many requests. */
    public static final class Unavailable extends CloudException {
        private static final long serialVersionUID = 1;

        private final boolean sent;

        Unavailable(Reply reply, String message, Throwable cause, boolean sent) {
            super(reply, message, cause);
            this.sent = sent;
        }
    }

    /** The cloud cannot serve Drover: no such service, too old, an answer that cannot be read, a false certificate. */
    public static final class Unusable extends CloudException {
        private static final long serialVersionUID = 1;

        Unusable(Service service, String message, Throwable cause) {
            super(new Reply(service), message, cause);
        }
    }
}
