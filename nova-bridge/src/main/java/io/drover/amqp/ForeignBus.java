package io.drover.amqp;

import com.rabbitmq.client.Connection;
import java.util.concurrent.ExecutorService;

/** A message bus of somebody else's, Nova's for one: we listen to it, and nothing of the fleet's is on it. */
public final class ForeignBus {

    private ForeignBus() {}

    /**
     * A connection that comes back by itself when it is lost, with all that was declared on it.
     *
     * @param host this agent's, for the broker's list of connections
     * @param hearing runs the consumers
     */
    public static Connection connect(TransportUrl url, String host, ExecutorService hearing) throws TransportException {
        Dialer dialer = new Dialer(AmqpSettings.of(url, Subscription.visitor(host)), hearing);
        dialer.setTopologyRecoveryEnabled(true);
        return dialer.dial();
    }
}
