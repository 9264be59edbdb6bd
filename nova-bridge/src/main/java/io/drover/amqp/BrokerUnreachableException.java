package io.drover.amqp;

/** Nobody answers as a broker, or not in time, or not with a certificate that we trust. */
public final class BrokerUnreachableException extends TransportException {

    private static final long serialVersionUID = 1L;

    BrokerUnreachableException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
