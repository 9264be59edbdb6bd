package io.drover.amqp;

/** No connection to the broker. The message is one sentence for people, without credentials. */
public sealed class TransportException extends Exception
        permits HostTakenException, BrokerRefusedException, BrokerUnreachableException {

    private static final long serialVersionUID = 1L;

    TransportException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
