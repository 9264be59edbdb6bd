package io.drover.amqp;

/** The broker answers, and does not let us in or do what an agent must: credentials, virtual host, permissions. */
public final class BrokerRefusedException extends TransportException {

    private static final long serialVersionUID = 1L;

    BrokerRefusedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
