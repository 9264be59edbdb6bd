package io.drover.amqp;

/** Hears what becomes of the connection, on threads of the link: must return soon. */
@FunctionalInterface
public interface LinkListener {

    /**
     * @param detail one sentence without a full stop, without credentials
     */
    void on(LinkState state, String detail);
}
