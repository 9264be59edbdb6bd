package io.drover.amqp;

/** Another agent answers for this host. */
public final class HostTakenException extends TransportException {

    private static final long serialVersionUID = 1L;

    HostTakenException(String host, Throwable cause) {
        super("another agent already runs for the host " + host, cause);
    }
}
