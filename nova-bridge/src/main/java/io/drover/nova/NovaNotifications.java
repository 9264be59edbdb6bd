package io.drover.nova;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Hears on Nova's own bus that something happened to a live migration. It only hastens the next look: what is true
 * Nova's REST interface says, so nothing depends on a notification, and a lost one costs a poll's delay.
 */
public final class NovaNotifications implements Closeable {

    private static final String TOPIC = "versioned_notifications.*";
    private static final int MAX_BODY_BYTES = 1 << 20;
    private static final int MAX_WAITING = 1000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Channel channel;
    private final Consumer<String> wake;
    private final AtomicLong unreadable = new AtomicLong();

    private NovaNotifications(Channel channel, Consumer<String> wake) {
        this.channel = channel;
        this.wake = wake;
    }

    /**
     * Through a queue of its own: from the queues with names, others would miss what is taken here.
     *
     * @param exchange Nova's control exchange; {@code nova} unless its configuration says otherwise
     * @param wake hears the server's id; must be quick
     * @throws IOException also when there is no such exchange
     */
    public static NovaNotifications listen(Connection connection, String exchange, Consumer<String> wake)
            throws IOException {
        Channel channel = connection.createChannel();
        if (channel == null) throw new IOException("Nova's message bus grants no channel");
        NovaNotifications notifications = new NovaNotifications(channel, wake);
        channel.exchangeDeclarePassive(exchange);
        Map<String, Object> bounded = Map.of("x-max-length", MAX_WAITING);
        String queue = channel.queueDeclare("", false, true, true, bounded).getQueue();
        channel.queueBind(queue, exchange, TOPIC);
        channel.basicConsume(queue, true, notifications.consumer());
        return notifications;
    }

    /** Deliveries that were no notification. */
    public long unreadable() {
        return unreadable.get();
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } catch (TimeoutException e) {
            throw new IOException("Nova's message bus did not confirm the end in time", e);
        }
    }

    private DefaultConsumer consumer() {
        return new DefaultConsumer(channel) {
            @Override
            public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
                hear(body);
            }
        };
    }

    private void hear(byte[] body) {
        Optional<String> server;
        try {
            server = migrating(body);
        } catch (IOException e) {
            unreadable.incrementAndGet();
            return;
        }
        server.ifPresent(wake);
    }

    /**
     * The server whose live migration this notification is about.
     *
     * @throws IOException it is none of Nova's versioned notifications
     */
    static Optional<String> migrating(byte[] body) throws IOException {
        if (body.length > MAX_BODY_BYTES) throw new IOException("a notification over 1 MiB");
        JsonNode text = JSON.readTree(body).path("oslo.message");
        if (!text.isTextual()) throw new IOException("a notification without oslo.message");
        JsonNode message = JSON.readTree(text.textValue());
        String type = message.path("event_type").asText();
        JsonNode data = message.path("payload").path("nova_object.data");
        if (type.startsWith("instance.live_migration")) return server(data.path("uuid"));
        if (type.startsWith("compute_task.migrate_server")) return server(data.path("instance_uuid"));
        return Optional.empty();
    }

    private static Optional<String> server(JsonNode id) throws IOException {
        if (!id.isTextual()) throw new IOException("a notification of a live migration without its server");
        return Optional.of(id.textValue());
    }
}
