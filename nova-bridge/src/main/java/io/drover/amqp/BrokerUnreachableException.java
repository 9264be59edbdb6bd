package io.drover.amqp;

/** No broker answers, or not in time, or not with a certificate that we trust. */
public final class BrokerUnreachableException extends TransportException {

    private static final long serialVersionUID = 1L;

    BrokerUnreachableException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
