package io.drover.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.LongString;
import io.drover.auction.Envelope;
import io.drover.wire.MessageSeal;
import io.drover.wire.MessageSeal.Facts;
import io.drover.wire.MessageType;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** An envelope's AMQP properties. All but the seal repeat what the body says, for people who watch the broker. */
final class AmqpProperties {

    private static final String APPLICATION = "drover";
    private static final String SOURCE = "source";
    private static final String SEAL = "seal";

    private AmqpProperties() {}

    /**
     * @param expiration as {@link BrokerSession#expiration} says it
     * @param user the connection's user at the broker; it refuses any other
     */
    static BasicProperties properties(
            Envelope envelope, String expiration, String user, Optional<MessageSeal> seal, byte[] body) {
        String type = MessageType.of(envelope.message()).name();
        Map<String, Object> headers = new HashMap<>();
        headers.put(SOURCE, envelope.source());
        Facts facts = new Facts(envelope.id(), envelope.source(), type);
        seal.ifPresent(s -> headers.put(SEAL, s.seal(facts, body)));
        return new BasicProperties.Builder()
                .type(type)
                .messageId(envelope.id())
                .correlationId(envelope.auction().isEmpty() ? null : envelope.auction())
                .appId(APPLICATION)
                .timestamp(Date.from(envelope.sentAt()))
                .userId(user)
                .expiration(expiration)
                .headers(headers)
                .build();
    }

    static Facts facts(BasicProperties properties) {
        return new Facts(
                Objects.requireNonNullElse(properties.getMessageId(), ""),
                source(headers(properties).get(SOURCE)),
                Objects.requireNonNullElse(properties.getType(), ""));
    }

    /** Whatever else somebody may put there is not even looked at: a table may be of any depth. */
    private static String source(Object header) {
        return header instanceof LongString || header instanceof String ? header.toString() : "";
    }

    /** Null: none. */
    static byte[] seal(BasicProperties properties) {
        return headers(properties).get(SEAL) instanceof byte[] seal ? seal : null;
    }

    private static Map<String, Object> headers(BasicProperties properties) {
        return properties.getHeaders() == null ? Map.of() : properties.getHeaders();
    }
}
