package io.drover.prometheus;

/** Prometheus does not tell what was asked. The message is one sentence for people, without secrets. */
public final class PrometheusException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean unavailable;

    private PrometheusException(String sentence, boolean unavailable, Throwable cause) {
        super(sentence, cause);
        this.unavailable = unavailable;
    }

    /** It gives no answer to anything: worth a pause. */
    static PrometheusException unavailable(String sentence, Throwable cause) {
        return new PrometheusException(sentence, true, cause);
    }

    /** It answers, but not to this question or not to us. */
    static PrometheusException refused(String sentence) {
        return new PrometheusException(sentence, false, null);
    }

    boolean unavailable() {
        return unavailable;
    }
}
