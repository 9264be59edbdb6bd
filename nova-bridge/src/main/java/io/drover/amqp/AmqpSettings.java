package io.drover.amqp;

import io.drover.wire.RoutingKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * @param exchange name of the fleet's exchange, which also begins the names of queues
 * @param heartbeat a silent peer is given up after two of these; whole seconds
 * @param timeout of connecting, and of each answer of the broker
 * @param outbox messages that may wait to be sent; more are dropped
 */
public record AmqpSettings(
        TransportUrl url, String exchange, Subscription station, Duration heartbeat, Duration timeout, int outbox) {

    public static final String EXCHANGE = "drover";

    /**
     * @throws IllegalArgumentException with one sentence
     */
    public AmqpSettings {
        if (exchange.isEmpty()) throw new IllegalArgumentException("the exchange needs a name");
        if (queue(exchange, station).getBytes(StandardCharsets.UTF_8).length > RoutingKey.MAX_BYTES) {
            throw new IllegalArgumentException("the name " + station.name() + " is too long for a queue of AMQP");
        }
        if (heartbeat.toSeconds() < 1) throw new IllegalArgumentException("the heartbeat is at least 1 second");
        if (outbox < 1) throw new IllegalArgumentException("at least 1 message must be able to wait to be sent");
    }

    public static AmqpSettings of(TransportUrl url, Subscription station) {
        return new AmqpSettings(url, EXCHANGE, station, Duration.ofSeconds(6), Duration.ofSeconds(10), 1_024);
    }

    public AmqpSettings withExchange(String name) {
        return new AmqpSettings(url, name, station, heartbeat, timeout, outbox);
    }

    String queue() {
        return queue(exchange, station);
    }

    private static String queue(String exchange, Subscription station) {
        return exchange + "." + station.queue();
    }
}
