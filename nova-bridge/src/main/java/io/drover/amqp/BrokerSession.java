package io.drover.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.ShutdownSignalException;
import io.drover.wire.RoutingKey;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BiConsumer;

/**
 * What one connection carries, for as long as it lives: a channel that hears, one that speaks, and one that speaks and
 * is told that the broker has it. Only one thread speaks.
 */
final class BrokerSession {

    /** AMQP's resource-locked: another connection owns the queue. */
    private static final int LOCKED = 405;

    private static final int NOT_ALLOWED = 530;
    private static final int DENIED = 403;

    private final Connection connection;
    private final AmqpSettings settings;
    private final String user;
    private final Inbox inbox;
    private final Receipts receipts;
    private final BiConsumer<BrokerSession, String> broken;
    private final boolean qpid;
    private final Channel hearing;
    private final Channel speaking;
    private final Channel confirmed;
    private volatile boolean suspect;
    private volatile boolean mayDeclareExchange;

    /**
     * @param user the connection's user at the broker
     * @param broken told once something other than the connection ends this session, with the reason
     */
    BrokerSession(
            Connection connection,
            String user,
            AmqpSettings settings,
            Inbox inbox,
            Receipts receipts,
            BiConsumer<BrokerSession, String> broken)
            throws IOException {
        this.connection = connection;
        this.settings = settings;
        this.user = user;
        this.inbox = inbox;
        this.receipts = receipts;
        this.broken = broken;
        Object product = connection.getServerProperties().get("product");
        this.qpid = String.valueOf(product).toLowerCase(Locale.ROOT).contains("qpid");
        this.hearing = channel(connection);
        this.speaking = channel(connection);
        this.confirmed = channel(connection);
    }

    /** Declares what is needed and begins to hear. Whatever fails, the channels are closed. */
    void open() throws IOException {
        try {
            mayDeclareExchange = mayDeclareExchange();
            declare();
            confirmed.confirmSelect();
            confirmed.addConfirmListener(receipts);
            speaking.addReturnListener((code, text, exchange, key, properties, body) -> inbox.returned(body));
            confirmed.addReturnListener((code, text, exchange, key, properties, body) -> {
                receipts.settle(properties.getMessageId());
                inbox.returned(body);
            });
            // The queue dies with the connection, so acknowledging would only cost traffic.
            hearing.basicConsume(settings.queue(), true, consumer());
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Again and again is the same as once; bindings vanish unheard when somebody deletes the exchange. */
    void declare() throws IOException {
        if (mayDeclareExchange) hearing.exchangeDeclare(settings.exchange(), BuiltinExchangeType.TOPIC, true);
        hearing.queueDeclare(settings.queue(), false, true, true, null);
        for (String key : settings.station().bindings()) {
            hearing.queueBind(settings.queue(), settings.exchange(), key);
        }
    }

    /** An agent's own user may not: a user that may declare an exchange may delete it. The refusal costs a channel. */
    private boolean mayDeclareExchange() throws IOException {
        Channel asking = opened(connection);
        try {
            asking.exchangeDeclare(settings.exchange(), BuiltinExchangeType.TOPIC, true);
            asking.abort();
            return true;
        } catch (IOException e) {
            if (code(e) == DENIED) return false;
            throw e;
        }
    }

    /** Whether another connection owns the queue: RabbitMQ closes the channel, Qpid the connection. */
    static boolean locked(Throwable e) {
        Method reason = reason(e);
        if (reason instanceof AMQP.Channel.Close close) return close.getReplyCode() == LOCKED;
        return reason instanceof AMQP.Connection.Close close
                && close.getReplyCode() == NOT_ALLOWED
                && close.getReplyText().contains("exclusive");
    }

    /** AMQP's reply code for why a channel was closed; 0: it was not the broker's doing. */
    static int code(Throwable e) {
        return reason(e) instanceof AMQP.Channel.Close close ? close.getReplyCode() : 0;
    }

    private static Method reason(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ShutdownSignalException signal) return signal.getReason();
        }
        return null;
    }

    boolean isOpen() {
        return !suspect && hearing.isOpen() && speaking.isOpen() && confirmed.isOpen();
    }

    /** AMQP leaves its meaning to brokers: RabbitMQ wants milliseconds from now, Qpid those since 1970. */
    String expiration(Duration left) {
        long millis = Math.max(1, left.toMillis());
        return Long.toString(qpid ? System.currentTimeMillis() + millis : millis);
    }

    String user() {
        return user;
    }

    void publish(OutgoingMessage parcel, BasicProperties properties, byte[] body) throws IOException {
        String key = RoutingKey.of(parcel.envelope().to());
        if (parcel.confirmed()) receipts.expect(confirmed.getNextPublishSeqNo(), parcel);
        Channel channel = parcel.confirmed() ? confirmed : speaking;
        try {
            channel.basicPublish(settings.exchange(), key, parcel.mandatory(), properties, body);
        } catch (IOException | RuntimeException e) {
            if (parcel.confirmed()) receipts.settle(parcel.envelope().id());
            throw e;
        }
    }

    /** Not to be used any more, whatever its channels say. */
    void suspect(String why) {
        if (suspect) return;
        suspect = true;
        broken.accept(this, why);
    }

    void close() {
        suspect = true;
        for (Channel channel : new Channel[] {hearing, speaking, confirmed}) {
            try {
                channel.abort();
            } catch (IOException | RuntimeException e) {
                // it is gone: just what was wanted
            }
        }
    }

    private Channel channel(Connection connection) throws IOException {
        Channel channel = opened(connection);
        channel.addShutdownListener(cause -> {
            if (!cause.isHardError() && !cause.isInitiatedByApplication()) suspect("the broker closed a channel");
        });
        return channel;
    }

    private static Channel opened(Connection connection) throws IOException {
        Channel channel = connection.createChannel();
        if (channel == null) throw new IOException("the broker allows no further channel");
        return channel;
    }

    private DefaultConsumer consumer() {
        return new DefaultConsumer(hearing) {
            @Override
            public void handleDelivery(
                    String tag, com.rabbitmq.client.Envelope delivery, BasicProperties properties, byte[] body) {
                inbox.hear(delivery.getRoutingKey(), properties, body);
            }

            @Override
            public void handleCancel(String tag) {
                suspect("the queue was deleted");
            }
        };
    }
}
